import type { Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { determinantBits } from './determinantBits.ts'
import { compileForm, fitForm, type FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'
import type { NoiseScale } from './noiseScale.ts'

/** In spreads of y: one wild prediction must not hide the others. */
const LARGEST_RESIDUAL = 100

/** Errors of predictions for rows that the fit had not seen. */
export interface UnseenErrors {
  /** Cross-validated over the folds. */
  readonly inner: PartErrors
  /** Of the rows at the ends, predicted by a fit without any of them; null where there are too few rows. */
  readonly ends: PartErrors | null
  /** Bits of the rows at the ends, given the others; 0 where they are among the folds. */
  readonly endBits: number
}

export interface PartErrors {
  readonly rows: Uint32Array
  /** Residuals in the unit of y. */
  readonly residuals: Float64Array
  /** In the measure of the scale. */
  readonly errors: Float64Array
  /** Squared width of the errors. */
  readonly meanSquare: number
  /** Bits by which the weights of the fits describe the rows less exactly than those given. */
  readonly rowBits: number
}

/** Values of the wrapped form on rows that the fit had not seen. */
interface Prediction {
  readonly rows: Uint32Array
  readonly values: Float64Array
  readonly errors: Float64Array
  readonly rowBits: number
  /** Null where it failed. */
  readonly fit: FittedForm | null
}

/** Leaves out fold by fold, fits the rest from the full fit, and predicts what was left out. */
export function unseenErrors(form: Expr, full: FittedForm, sample: JudgingSample): UnseenErrors {
  const { scale } = full
  const program = compileForm(form, sample, scale)
  const predict = (rows: Uint32Array): Prediction => {
    const rest = without(sample.n, rows)
    const fit = rest.length > program.paramCount ? fitForm(program, full.params, sample, scale, rest, 8) : null
    const values = new Float64Array(rows.length).fill(NaN)
    if (fit !== null) evaluator.evaluate(program, sample.x, fit.params, values, rows)
    const { weights } = fit ?? full
    return { rows, values, errors: scale.errors(values, rows, weights), rowBits: scale.rowBits(weights, rows), fit }
  }
  const ends = sample.ends.length === 0 ? null : predict(sample.ends)
  return {
    inner: partErrors(sample.folds.map(predict), scale, sample),
    ends: ends && partErrors([ends], scale, sample),
    endBits: ends !== null && sample.endsAreHeldOut ? bitsOfEnds(ends, full, sample) : 0
  }
}

/** Bits of the data when every row is predicted by a fit that had not seen it. */
export function unseenBits({ inner, endBits }: UnseenErrors, scale: NoiseScale): number {
  return scale.bits(inner.errors) + inner.rowBits + endBits
}

/**
 * Bits of the rows at the ends as they come one after the other, each predicted from all before it. What the numbers of
 * the law are not known to, beyond the other rows, moves all of these predictions together, and is paid for once: that
 * is, by as much as the other rows fit less well when the ends are known too, and by the digits that the ends add to the
 * numbers. Were each end row predicted from the other rows alone, the right law would pay for this in every row.
 *
 * Source: A. P. Dawid, "Present position and potential developments: some personal views: statistical theory: the
 * prequential approach" (1984), doi:10.2307/2981683.
 */
function bitsOfEnds({ rows, errors, rowBits, fit }: Prediction, full: FittedForm, sample: JudgingSample): number {
  const { scale } = full
  if (fit === null) return scale.bits(errors) + rowBits
  const others = fit.rows!
  const bits = (at: FittedForm, part: Uint32Array) => {
    const values = new Float64Array(part.length)
    evaluator.evaluate(at.program, sample.x, at.params, values, part)
    return scale.bits(scale.errors(values, part, at.weights)) + scale.rowBits(at.weights, part)
  }
  const loss = Math.max(0, bits(full, others) - bits(fit, others))
  return bits(full, rows) + loss + determinantBits(full, sample, others)
}

function partErrors(parts: readonly Prediction[], scale: NoiseScale, sample: JudgingSample): PartErrors {
  const rows = Uint32Array.from(parts.flatMap((part) => [...part.rows]))
  const errors = Float64Array.from(parts.flatMap((part) => [...part.errors]))
  const predicted = Float64Array.from(parts.flatMap((part) => [...part.values]))
  scale.unwrap(predicted)
  const farthest = LARGEST_RESIDUAL * sample.spread
  const residuals = predicted.map((value, k) => {
    const residual = sample.y[rows[k]!]! - value
    return Number.isFinite(value) ? Math.max(-farthest, Math.min(farthest, residual)) : farthest
  })
  const rowBits = parts.reduce((sum, part) => sum + part.rowBits, 0)
  return { rows, residuals, errors, meanSquare: scale.width(errors), rowBits }
}

/** All rows but these, ascending. */
export function without(n: number, rows: Uint32Array): Uint32Array {
  const left = new Uint8Array(n)
  for (const row of rows) left[row] = 1
  return Uint32Array.from(left.keys()).filter((row) => left[row] === 0)
}
