import { evaluator } from '../kernel/evaluator.ts'
import type { Program } from '../kernel/program.ts'
import { fitParams, type FitOptions } from '../numeric/levenbergMarquardt.ts'
import type { NoiseScale, Reweighed } from './noiseScale.ts'

/** Rounds of new weights; each begins where the one before ended. */
const MAX_ROUNDS = 12
const ITERATIONS_A_ROUND = 4
/** Relative change of every number that counts as none. */
const SETTLED = 1e-9

export interface ScaleFit {
  readonly params: Float64Array
  /** Weights of the squared residuals at the fit, by row of the table, or null for equal ones. */
  readonly weights: Float64Array | null
}

/**
 * Fits the parameters of a wrapped form under a noise model by Levenberg–Marquardt, with weights that follow the fit
 * where the model has such (iteratively reweighted least squares). Null where the formula has no finite value on a row
 * of the fit at the start values.
 */
export function fitOnScale(
  program: Program,
  x: readonly Float64Array[],
  scale: Pick<NoiseScale, 'y' | 'weights' | 'reweigh' | 'countsInputErrors'>,
  start: ArrayLike<number>,
  { maxIterations = 50, tolerance = 1e-10, rows = null }: FitOptions = {}
): ScaleFit | null {
  let params: Float64Array = Float64Array.from({ length: program.paramCount }, (_, i) => start[i]!)
  const fit = (data: Pick<Reweighed, 'moved'> & Pick<ScaleFit, 'weights'>, most: number): Float64Array | null => {
    if (program.paramCount === 0) return params
    const at = data.moved ?? { x, y: scale.y }
    const result = fitParams(program, at.x, at.y, data.weights, params, { maxIterations: most, tolerance, rows })
    return result.kind === 'failed' ? null : Float64Array.from(result.params)
  }
  // inputs move by the slope of the formula, which has a meaning only near the data
  if (scale.reweigh === null || scale.countsInputErrors) {
    const fitted = fit({ weights: scale.weights, moved: null }, maxIterations)
    if (fitted === null) return null
    if (scale.reweigh === null) return { params: fitted, weights: scale.weights }
    params = fitted
  }
  const values = new Float64Array(rows?.length ?? scale.y.length)
  const weigh = () => {
    evaluator.evaluate(program, x, params, values, rows)
    return scale.reweigh!({ program, params, values, rows })
  }
  for (let round = 0; round < Math.min(MAX_ROUNDS, maxIterations); round++) {
    const reweighed = weigh()
    const fitted = fit(reweighed, ITERATIONS_A_ROUND)
    if (fitted === null) return null
    const isSettled = fitted.every((value, i) => Math.abs(value - params[i]!) <= SETTLED * Math.abs(value))
    params = fitted
    if (isSettled) return { params, weights: reweighed.weights }
  }
  return { params, weights: weigh().weights }
}
