import { complexity } from '../../shared/domain/complexity.ts'
import { paramValues, withParams, type Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { structureBits } from './descriptionLength.ts'
import { compileForm, fitForm, predictions, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import { mostNumbers } from './mostNumbers.ts'
import { outliersFollowInput } from './outlierPattern.ts'

/** Bits of a fitted number before its standard error is known, beyond ½ log₂ n. */
const PARAMETER_BITS = 4
const PROBE_ROWS = 24
/** Values closer than this share of the spread are the same, as far as screening goes. */
const SAME = 1e-9
/** The best noise model, and any other within this many bits of it, go on to the full judgement. */
const NOISE_MODEL_BITS = 12
/** Residuals this close to rounding leave nothing to explain. */
const EXACT = 3
/** Kurtosis of residuals from which outliers are looked for; 3 is that of normal noise. */
const HEAVY_KURTOSIS = 4.5

/** A form after the quick look that every candidate gets. */
export interface ScreenedForm {
  readonly form: Expr
  /** The form with its fitted numbers in place. */
  readonly fitted: Expr
  /** Free fits under the noise models worth a judgement, the likelier first. */
  readonly fits: readonly FittedForm[]
  readonly complexity: number
  /** Quick description length: a fit to the training rows, priced on all rows. */
  readonly bits: number
  /** What the rows take of that; the rest is the formula and its numbers. */
  readonly rowBits: number
  /** Root-mean-square error on unseen rows, relative to the spread of the target. */
  readonly error: number
  readonly isExact: boolean
  /** Values on a few rows, and how close they must be to be equal: for finding the same function in other words. */
  readonly probe: Float64Array
  readonly tolerance: number
}

/** Fits a form to the training rows and prices it; null where it has no finite value on some row. */
export function screenForm(form: Expr, sample: JudgingSample, inputCount: number): ScreenedForm | null {
  const start = paramValues(form)
  const structure = structureBits(form, inputCount)
  const numbers = start.length * (0.5 * Math.log2(sample.n) + PARAMETER_BITS)
  const tried: { fit: FittedForm; all: FittedForm | null; unseen: number; bits: number; rowBits: number }[] = []
  for (const scale of sample.scales) {
    const plain = tried.find(({ fit }) => fit.scale.noise === 'additive')?.fit
    if (scale.noise === 'robust' && !(plain && hasOutliers(plain))) continue
    // a model whose weights follow the fit begins where the plain one ended
    const from = scale.reweigh === null ? start : (plain?.params ?? start)
    const fit = fitForm(compileForm(form, sample, scale), from, sample, scale, sample.training)
    if (fit === null || (scale.noise === 'robust' && outliersFollowInput(fit, sample))) continue
    const all = fitForm(fit.program, fit.params, sample, scale, null, 10)
    const errors = heldOutErrors(fit, fit, sample)
    const rowBits =
      (all === null ? scale.bits(errors) : bitsOfRows(fit, all, sample)) +
      scale.rowBits(fit.weights, null) +
      scale.offset
    tried.push({ fit, all, unseen: scale.width(errors), bits: structure + numbers + rowBits, rowBits })
  }
  tried.sort((a, b) => a.bits - b.bits)
  const best = tried[0]
  if (best === undefined) return null
  const fits = tried.filter(({ bits }) => bits < best.bits + NOISE_MODEL_BITS).flatMap(({ all }) => all ?? [])
  const [first] = fits
  if (first === undefined) return null
  const rows = Uint32Array.from({ length: Math.min(PROBE_ROWS, sample.n) }, (_, i) =>
    Math.floor((i * sample.n) / Math.min(PROBE_ROWS, sample.n))
  )
  return {
    form,
    fitted: withParams(form, first.params),
    fits,
    complexity: complexity(form),
    bits: best.bits,
    rowBits: best.rowBits,
    error: relativeError(first, best.unseen, sample),
    isExact: start.length <= mostNumbers(sample.n) && Math.sqrt(best.unseen) < EXACT * best.fit.scale.floor,
    probe: predictions(first, sample, rows),
    tolerance: SAME * sample.spread
  }
}

/**
 * Errors on rows that the fit has not seen, and on its own rows corrected for the numbers fitted to them (generalised
 * cross-validation, Golub, Heath and Wahba 1979, doi:10.1080/00401706.1979.10489751).
 */
function heldOutErrors(fit: FittedForm, atEnds: FittedForm, sample: JudgingSample): Float64Array {
  const own = fit.errors.length
  const degrees = Math.max(0.5, own - fit.program.paramCount)
  const correction = (own / degrees) ** 2
  const errors = new Float64Array(sample.n)
  errors.set(fit.errors.map((error) => error * correction))
  let filled = own
  const held = [
    { rows: sample.validation, from: fit },
    { rows: sample.endsAreHeldOut ? sample.ends : new Uint32Array(), from: atEnds }
  ]
  for (const { rows, from } of held) {
    errors.set(errorsOn(rows, from, sample), filled)
    filled += rows.length
  }
  return errors
}

/**
 * Bits of all rows. Those at the ends may move the numbers within what the training rows know of them, so that they are
 * not each charged for the same uncertainty: a law pays for what the training rows lose by it.
 */
function bitsOfRows(fit: FittedForm, all: FittedForm, sample: JudgingSample): number {
  const { scale } = fit
  const loss = scale.bits(errorsOn(sample.training, all, sample)) - scale.bits(fit.errors)
  return scale.bits(heldOutErrors(fit, all, sample)) + Math.max(0, loss)
}

function errorsOn(
  rows: Uint32Array,
  { program, params, scale, weights }: FittedForm,
  sample: JudgingSample
): Float64Array {
  const values = new Float64Array(rows.length)
  evaluator.evaluate(program, sample.x, params, values, rows)
  return scale.errors(values, rows, weights)
}

/** Errors beyond rounding whose largest stand out more than normal noise lets them: a kurtosis well above 3. */
function hasOutliers({ errors, scale, variance }: FittedForm): boolean {
  if (variance <= (EXACT * scale.floor) ** 2) return false
  let [squares, fourths] = [0, 0]
  for (const error of errors) {
    squares += error
    fourths += error * error
  }
  return fourths * errors.length > HEAVY_KURTOSIS * squares * squares
}

/** The held-out error in the unit of y, outliers aside; on other scales that of the fit to all rows stands for it. */
function relativeError(fit: FittedForm, unseen: number, sample: JudgingSample): number {
  const { noise } = fit.scale
  if (noise === 'additive') return Math.sqrt(unseen) / sample.spread
  // the width of the robust model is never below rounding, which is no error
  if (noise === 'robust') return Math.sqrt(Math.max(0, unseen - fit.scale.floor ** 2)) / sample.spread
  const values = predictions(fit, sample, null)
  const squares = values.reduce((sum, value, i) => sum + (value - sample.y[i]!) ** 2, 0)
  return Math.sqrt(squares / sample.n) / sample.spread
}
