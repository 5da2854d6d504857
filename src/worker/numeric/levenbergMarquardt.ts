import type { Program } from '../kernel/program.ts'
import { solveCholesky } from './cholesky.ts'
import { createNormalEquations } from './normalEquations.ts'

export interface FitOptions {
  /** Steps tried, accepted or not; 50 unless told. */
  readonly maxIterations?: number
  /** Relative change of the residual sum, and relative length of a step, that count as no change; 1e-10 unless told. */
  readonly tolerance?: number
  /** Rows to fit; null or absent means all. */
  readonly rows?: Uint32Array | null
}

export type Fit =
  | { readonly kind: 'converged'; readonly params: Float64Array; readonly rss: number; readonly iterations: number }
  /** The steps ran out, or none improves any more while the gradient is not small: the best values so far. */
  | { readonly kind: 'stalled'; readonly params: Float64Array; readonly rss: number; readonly iterations: number }
  /** The formula has no finite value on some row at the start values. */
  | { readonly kind: 'failed' }

/** Damping relative to the squared column lengths of the Jacobian. */
const START_DAMPING = 1e-3
const MIN_DAMPING = 1e-15
const MAX_DAMPING = 1e20

/**
 * Fits the parameters of a formula by nonlinear least squares, minimising Σ w (y − f(x, params))² from `start`, with
 * exact derivatives. Columns of `x`, `y` and `weights` run over all rows. A step that makes any row non-finite is
 * refused; a parameter without a finite derivative stays where it is.
 *
 * Source: J. J. Moré, "The Levenberg–Marquardt algorithm: implementation and theory" (1978), doi:10.1007/BFb0067700
 * (scaling, stopping rules); H. B. Nielsen, "Damping parameter in Marquardt's method", IMM-REP-1999-05 (damping).
 */
export function fitParams(
  program: Program,
  x: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  start: ArrayLike<number>,
  { maxIterations = 50, tolerance = 1e-10, rows = null }: FitOptions = {}
): Fit {
  const p = program.paramCount
  const equations = createNormalEquations(program, x, y, weights, rows)
  const { matrix, gradient, roundingFloor } = equations
  let params = Float64Array.from({ length: p }, (_, k) => start[k]!)
  let trial = new Float64Array(p)
  let rss = equations.residualSum(params)
  if (!Number.isFinite(rss)) return { kind: 'failed' }
  if (p === 0) return { kind: 'converged', params, rss, iterations: 0 }

  const scale = new Float64Array(p)
  const damped = new Float64Array(p * p)
  const factor = new Float64Array(p * p)
  const step = new Float64Array(p)
  let damping = START_DAMPING
  let growth = 2
  let isLinearized = false
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    if (!isLinearized) {
      equations.linearize(params)
      growScale(scale, matrix)
      isLinearized = true
      const isFlat = largestCosine(matrix, gradient, rss) <= tolerance
      if (rss <= roundingFloor || isFlat) return { kind: 'converged', params, rss, iterations }
    }
    damped.set(matrix)
    for (let k = 0; k < p; k++) damped[k * (p + 1)] = damped[k * (p + 1)]! + damping * scale[k]!
    const isSolved = solveCholesky(damped, gradient, factor, step)
    for (let k = 0; k < p; k++) trial[k] = params[k]! + step[k]!
    const trialRss = isSolved ? equations.residualSum(trial) : NaN
    const predicted = predictedReduction(step, gradient, scale, damping)
    const isShort = isSolved && scaledLength(step, scale) <= tolerance * scaledLength(params, scale)
    if (trialRss < rss) {
      const reduction = rss - trialRss
      const isFlat = reduction <= tolerance * rss && predicted <= tolerance * rss
      ;[params, trial] = [trial, params]
      rss = trialRss
      if (isFlat || isShort) return { kind: 'converged', params, rss, iterations }
      isLinearized = false
      const gain = reduction / predicted
      damping = Math.max(MIN_DAMPING, damping * Math.max(1 / 3, 1 - (2 * gain - 1) ** 3))
      growth = 2
    } else {
      if (isShort) return { kind: 'converged', params, rss, iterations }
      damping *= growth
      growth *= 2
      if (damping > MAX_DAMPING) return { kind: 'stalled', params, rss, iterations }
    }
  }
  return { kind: 'stalled', params, rss, iterations: maxIterations }
}

/** Squared column lengths, the largest met so far; 1 for a column that has always been zero. */
function growScale(scale: Float64Array, matrix: Float64Array): void {
  const p = scale.length
  for (let k = 0; k < p; k++) {
    const length = matrix[k * (p + 1)]!
    scale[k] = length === 0 ? scale[k] || 1 : scale[k] === 1 ? length : Math.max(scale[k]!, length)
  }
}

/** Largest cosine of the angle between the residual and a column of the Jacobian. */
function largestCosine(matrix: Float64Array, gradient: Float64Array, rss: number): number {
  let largest = 0
  for (let k = 0; k < gradient.length; k++) {
    const length = Math.sqrt(matrix[k * (gradient.length + 1)]!) * Math.sqrt(rss)
    if (length > 0) largest = Math.max(largest, Math.abs(gradient[k]!) / length)
  }
  return largest
}

/** What the linear model says that the residual sum falls by. */
function predictedReduction(step: Float64Array, gradient: Float64Array, scale: Float64Array, damping: number): number {
  let sum = 0
  for (let k = 0; k < step.length; k++) {
    const s = step[k]!
    sum += s * (damping * scale[k]! * s + gradient[k]!)
  }
  return sum
}

function scaledLength(vector: Float64Array, scale: Float64Array): number {
  let sum = 0
  for (let k = 0; k < vector.length; k++) sum += scale[k]! * vector[k]! ** 2
  return Math.sqrt(sum)
}
