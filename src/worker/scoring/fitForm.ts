import type { Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile, type Program } from '../kernel/program.ts'
import { covariance } from '../numeric/covariance.ts'
import { fitParams } from '../numeric/levenbergMarquardt.ts'
import type { JudgingSample, JudgingScale } from './judgingSample.ts'

export interface FittedForm {
  readonly program: Program
  readonly params: Float64Array
  readonly scale: JudgingScale
  /** Weighted mean square of the residuals on the rows of the fit, with `params.length` degrees of freedom taken off. */
  readonly variance: number
}

/** Compiles what is fitted for a form on a scale, over the columns of the sample. */
export function compileForm(form: Expr, sample: JudgingSample, scale: JudgingScale): Program {
  return compile(scale.wrap(form), sample.names)
}

/**
 * Fits the parameters of a form to some rows under a noise model (Levenberg–Marquardt from `start`), or returns null
 * where the formula has no finite value on a row of the fit.
 * @param rows null takes the whole sample
 */
export function fitForm(
  program: Program,
  start: ArrayLike<number>,
  sample: JudgingSample,
  scale: JudgingScale,
  rows: Uint32Array | null,
  maxIterations = 30
): FittedForm | null {
  let params = Float64Array.from(start)
  if (program.paramCount > 0) {
    const fit = fitParams(program, sample.x, scale.y, scale.weights, start, { maxIterations, tolerance: 1e-12, rows })
    if (fit.kind === 'failed') return null
    params = Float64Array.from(fit.params)
  }
  const errors = squaredErrors(program, params, sample, scale, rows)
  if (errors === null) return null
  const sum = errors.reduce((total, error) => total + error, 0)
  return { program, params, scale, variance: sum / Math.max(1, errors.length - program.paramCount) }
}

/** Weighted squared residuals on some rows, or null where a value is not finite. */
export function squaredErrors(
  program: Program,
  params: ArrayLike<number>,
  sample: JudgingSample,
  scale: JudgingScale,
  rows: Uint32Array | null
): Float64Array | null {
  const errors = new Float64Array(rows?.length ?? sample.n)
  evaluator.evaluate(program, sample.x, params, errors, rows)
  for (let k = 0; k < errors.length; k++) {
    const row = rows === null ? k : rows[k]!
    const residual = errors[k]! - scale.y[row]!
    if (!Number.isFinite(residual)) return null
    errors[k] = (scale.weights?.[row] ?? 1) * residual * residual
  }
  return errors
}

/** Values of the formula itself, in the unit of y; NaN where it has none. */
export function predictions(
  { program, params, scale }: Pick<FittedForm, 'program' | 'params' | 'scale'>,
  sample: JudgingSample,
  rows: Uint32Array | null
): Float64Array {
  const values = new Float64Array(rows?.length ?? sample.n)
  evaluator.evaluate(program, sample.x, params, values, rows)
  scale.unwrap(values)
  return values
}

/** Standard errors of the parameters on the whole sample; null where the data do not fix them. */
export function standardErrors(fit: FittedForm, sample: JudgingSample): readonly (number | null)[] {
  const count = fit.program.paramCount
  if (count === 0) return []
  const errors = covariance(fit.program, sample.x, fit.scale.y, fit.scale.weights, fit.params)
  if (errors === null) return Array<null>(count).fill(null)
  return Array.from(errors, (error) => (Number.isFinite(error) ? error : null))
}
