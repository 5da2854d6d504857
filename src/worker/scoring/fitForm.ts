import type { Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile, type Program } from '../kernel/program.ts'
import { covariance } from '../numeric/covariance.ts'
import { fitParams } from '../numeric/levenbergMarquardt.ts'
import type { JudgingSample } from './judgingSample.ts'
import type { NoiseModel } from './noise.ts'

/** Squared residuals beyond this many spreads of y say no more: a pole in one row must not hide the other rows. */
const LARGEST_RESIDUAL = 100

export interface FittedForm {
  readonly program: Program
  readonly params: Float64Array
  readonly noise: NoiseModel
  /** Weighted mean square of the residuals on the rows of the fit, with `params.length` degrees of freedom taken off. */
  readonly variance: number
}

/** Compiles a form over the columns of the sample. */
export function compileForm(form: Expr, sample: JudgingSample): Program {
  return compile(form, sample.names)
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
  noise: NoiseModel,
  rows: Uint32Array | null,
  maxIterations = 30
): FittedForm | null {
  const weights = sample.weights[noise]
  let params = Float64Array.from(start)
  if (program.paramCount > 0) {
    const fit = fitParams(program, sample.x, sample.y, weights, start, { maxIterations, tolerance: 1e-12, rows })
    if (fit.kind === 'failed') return null
    params = Float64Array.from(fit.params)
  }
  const errors = squaredErrors(program, params, sample, noise, rows)
  if (errors === null) return null
  const sum = errors.reduce((total, error) => total + error, 0)
  return { program, params, noise, variance: sum / Math.max(1, errors.length - program.paramCount) }
}

/** Weighted squared residuals on some rows, or null where a value is not finite. */
export function squaredErrors(
  program: Program,
  params: ArrayLike<number>,
  sample: JudgingSample,
  noise: NoiseModel,
  rows: Uint32Array | null
): Float64Array | null {
  const errors = new Float64Array(rows?.length ?? sample.n)
  evaluator.evaluate(program, sample.x, params, errors, rows)
  const weights = sample.weights[noise]
  for (let k = 0; k < errors.length; k++) {
    const row = rows === null ? k : rows[k]!
    const residual = errors[k]! - sample.y[row]!
    if (!Number.isFinite(residual)) return null
    errors[k] = (weights?.[row] ?? 1) * residual * residual
  }
  return errors
}

/** The largest squared residual that counts in a mean over unseen rows. */
export function largestError(sample: JudgingSample, noise: NoiseModel): number {
  return noise === 'additive' ? (LARGEST_RESIDUAL * sample.spread) ** 2 : LARGEST_RESIDUAL ** 2
}

/** Standard errors of the parameters on the whole sample; null where the data do not fix them. */
export function standardErrors(fit: FittedForm, sample: JudgingSample): readonly (number | null)[] {
  const count = fit.program.paramCount
  if (count === 0) return []
  const errors = covariance(fit.program, sample.x, sample.y, sample.weights[fit.noise], fit.params)
  if (errors === null) return Array<null>(count).fill(null)
  return Array.from(errors, (error) => (Number.isFinite(error) ? error : null))
}
