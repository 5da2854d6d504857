import type { Expr } from '../../shared/domain/expr.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile, type Program } from '../kernel/program.ts'
import { covariance } from '../numeric/covariance.ts'
import { fitOnScale } from './fitOnScale.ts'
import type { JudgingSample } from './judgingSample.ts'
import type { NoiseScale } from './noiseScale.ts'

export interface FittedForm {
  readonly program: Program
  readonly params: Float64Array
  readonly scale: NoiseScale
  /** Weights of the squared residuals at the fit, by row of the sample, or null for equal ones. */
  readonly weights: Float64Array | null
  /** Rows of the fit; null for the whole sample. */
  readonly rows: Uint32Array | null
  /** Errors on the rows of the fit, in the measure of the scale. */
  readonly errors: Float64Array
  /** Their squared width, with `params.length` degrees of freedom taken off. */
  readonly variance: number
}

/** Compiles what is fitted for a form on a scale, over the columns of the sample. */
export function compileForm(form: Expr, sample: JudgingSample, scale: NoiseScale): Program {
  return compile(scale.wrap(form), sample.names)
}

/**
 * Fits the parameters of a form to some rows under a noise model, from `start`, or returns null where the formula has no
 * finite value on a row of the fit.
 * @param rows null takes the whole sample
 */
export function fitForm(
  program: Program,
  start: ArrayLike<number>,
  sample: JudgingSample,
  scale: NoiseScale,
  rows: Uint32Array | null,
  maxIterations = 30
): FittedForm | null {
  const fit = fitOnScale(program, sample.x, scale, start, { maxIterations, tolerance: 1e-12, rows })
  if (fit === null) return null
  const values = new Float64Array(rows?.length ?? sample.n)
  evaluator.evaluate(program, sample.x, fit.params, values, rows)
  if (!values.every(Number.isFinite)) return null
  const errors = scale.errors(values, rows, fit.weights)
  const freedom = Math.max(1, errors.length - program.paramCount)
  return { program, ...fit, scale, rows, errors, variance: (scale.width(errors) * errors.length) / freedom }
}

/** Bits of the rows of the fit, with degrees of freedom taken off; what no formula changes is left out. */
export function ownBits({ errors, program, scale, weights, rows }: FittedForm): number {
  const freedom = Math.max(1, errors.length - program.paramCount)
  return scale.bits(errors.map((error) => (error * errors.length) / freedom)) + scale.rowBits(weights, rows)
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
  const { scale, variance } = fit
  const errors = covariance(fit.program, sample.x, scale.y, fit.weights, fit.params)
  if (errors === null) return Array<null>(count).fill(null)
  // given errors of measurement count as they are, unless the residuals are larger (Particle Data Group's scale factor)
  const isSmaller = scale.knownVariance !== null && variance > 0 && variance < scale.knownVariance
  const factor = scale.errorFactor * (isSmaller ? Math.sqrt(scale.knownVariance / variance) : 1)
  return Array.from(errors, (error) => (Number.isFinite(error) ? factor * error : null))
}
