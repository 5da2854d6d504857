import { complexity } from '../../shared/domain/complexity.ts'
import { withParams, type Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { logScaleBits, residualBits, structureBits } from './descriptionLength.ts'
import { compileForm, fitForm, largestError, squaredErrors, type FittedForm } from './fitForm.ts'
import { mostNumbers } from './judgeForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import type { NoiseModel } from './noise.ts'

/** Bits of a fitted number before its standard error is known, beyond ½ log₂ n. */
const PARAMETER_BITS = 4
const PROBE_ROWS = 24
/** Values closer than this share of the spread are the same, as far as screening goes. */
const SAME = 1e-9
/** The best noise model, and any other within this many bits of it, go on to the full judgement. */
const NOISE_MODEL_BITS = 12
/** Residuals this close to rounding leave nothing to explain. */
const EXACT = 3

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
  /** Root-mean-square error on unseen rows, relative to the spread of the target. */
  readonly error: number
  readonly isExact: boolean
  /** Values on a few rows, and how close they must be to be equal: for finding the same function in other words. */
  readonly probe: Float64Array
  readonly tolerance: number
}

/** Fits a form to the training rows and prices it; null where it has no finite value on some row. */
export function screenForm(form: Expr, sample: JudgingSample, inputCount: number): ScreenedForm | null {
  const program = compileForm(form, sample)
  const structure = structureBits(form, inputCount)
  const numbers = program.paramCount * (0.5 * Math.log2(sample.n) + PARAMETER_BITS)
  const tried = sample.noiseModels.flatMap((noise) => {
    const fit = fitForm(program, program.params, sample, noise, sample.training)
    if (fit === null) return []
    const unseen = heldOutError(fit, sample, noise)
    const data =
      residualBits(sample.n, unseen, sample.floor[noise]) + (noise === 'multiplicative' ? logScaleBits(sample.y) : 0)
    return [{ noise, fit, unseen, bits: structure + numbers + data }]
  })
  tried.sort((a, b) => a.bits - b.bits)
  const best = tried[0]
  if (best === undefined) return null
  const fits = tried
    .filter(({ bits }) => bits < best.bits + NOISE_MODEL_BITS)
    .flatMap(({ fit, noise }) => fitForm(program, fit.params, sample, noise, null, 10) ?? [])
  if (fits[0] === undefined) return null
  const rows = Uint32Array.from({ length: Math.min(PROBE_ROWS, sample.n) }, (_, i) =>
    Math.floor((i * sample.n) / Math.min(PROBE_ROWS, sample.n))
  )
  const probe = new Float64Array(rows.length)
  evaluator.evaluate(program, sample.x, fits[0].params, probe, rows)
  return {
    form,
    fitted: withParams(form, fits[0].params),
    fits,
    complexity: complexity(form),
    bits: best.bits,
    error: relativeError(fits[0], best, sample),
    isExact: program.paramCount <= mostNumbers(sample.n) && Math.sqrt(best.unseen) < EXACT * sample.floor[best.noise],
    probe,
    tolerance: SAME * sample.spread
  }
}

/**
 * Mean square on rows that the fit has not seen, and on its own rows corrected for the numbers fitted to them
 * (generalised cross-validation, Golub, Heath and Wahba 1979, doi:10.1080/00401706.1979.10489751).
 */
function heldOutError(fit: FittedForm, sample: JudgingSample, noise: NoiseModel): number {
  const worst = largestError(sample, noise)
  const own = sample.training.length
  const degrees = Math.max(0.5, own - fit.program.paramCount)
  // fit.variance is RSS/(n − k); GCV is n·RSS/(n − k)²
  let sum = own * Math.min(worst, (fit.variance * own) / degrees)
  let rows = own
  for (const held of [sample.validation, sample.endsAreHeldOut ? sample.ends : new Uint32Array()]) {
    if (held.length === 0) continue
    const errors = squaredErrors(fit.program, fit.params, sample, noise, held)
    sum += errors === null ? worst * held.length : errors.reduce((total, error) => total + Math.min(error, worst), 0)
    rows += held.length
  }
  return sum / rows
}

function relativeError(
  fit: FittedForm,
  best: { readonly noise: NoiseModel; readonly unseen: number },
  sample: JudgingSample
): number {
  if (best.noise === 'additive') return Math.sqrt(best.unseen) / sample.spread
  const errors = squaredErrors(fit.program, fit.params, sample, 'additive', null)
  if (errors === null) return Infinity
  return Math.sqrt(errors.reduce((sum, error) => sum + error, 0) / errors.length) / sample.spread
}
