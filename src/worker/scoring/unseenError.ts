import type { Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
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
    return { rows, values, errors: scale.errors(values, rows, weights), rowBits: scale.rowBits(weights, rows) }
  }
  return {
    inner: partErrors(sample.folds.map(predict), scale, sample),
    ends: sample.ends.length === 0 ? null : partErrors([predict(sample.ends)], scale, sample)
  }
}

/** Bits of the data when every row is predicted by a fit that had not seen it. */
export function unseenBits({ inner, ends }: UnseenErrors, sample: JudgingSample, scale: NoiseScale): number {
  const bitsOf = ({ errors, rowBits }: PartErrors) => scale.bits(errors) + rowBits
  return bitsOf(inner) + (sample.endsAreHeldOut && ends !== null ? bitsOf(ends) : 0)
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
