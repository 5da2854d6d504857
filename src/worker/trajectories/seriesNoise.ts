import type { Trajectory } from './trajectory.ts'

const LOWEST_ORDER = 2
const HIGHEST_ORDER = 9
/** A difference of higher order that removes less of the variance than this finds no more motion to remove. */
const NO_MORE_MOTION = 0.95

/**
 * Standard deviation of the white noise of state k along all trajectories, from differences of rising order: each
 * removes more of the smooth motion, and where the next removes nothing, noise is left. Divided differences scaled to
 * length 1 serve even and uneven sampling alike. Where the motion is never used up, the highest order gives an upper
 * bound; 0 where no trajectory has enough points.
 *
 * Source: T. Gasser, L. Sroka, C. Jennen-Steinmetz, "Residual variance and residual pattern in nonlinear regression",
 * Biometrika 73 (1986), doi:10.1093/biomet/73.3.625, carried to higher orders.
 */
export function seriesNoise(trajectories: readonly Pick<Trajectory, 'time' | 'states'>[], k: number): number {
  const variances: number[] = []
  for (let order = LOWEST_ORDER; order <= HIGHEST_ORDER; order++) {
    const value = differenceVariance(trajectories, k, order)
    if (Number.isNaN(value)) break
    variances.push(value)
  }
  const last = variances.at(-1)
  if (last === undefined) return 0
  for (let i = 0; i + 1 < variances.length; i++) {
    const [here, next] = [variances[i]!, variances[i + 1]!]
    if (next > NO_MORE_MOTION * here) return Math.sqrt((here + next) / 2)
  }
  return Math.sqrt(last)
}

/** Mean square of the scaled differences; NaN where there are none. */
function differenceVariance(
  trajectories: readonly Pick<Trajectory, 'time' | 'states'>[],
  k: number,
  order: number
): number {
  let sum = 0
  let count = 0
  const weights = new Float64Array(order + 1)
  for (const { time, states } of trajectories) {
    const values = states[k]!
    for (let i = 0; i + order < time.length; i++) {
      writeDifference(time, i, weights)
      let difference = 0
      for (let j = 0; j <= order; j++) difference += weights[j]! * values[i + j]!
      sum += difference * difference
      count++
    }
  }
  return count === 0 ? NaN : sum / count
}

/** Weights of the divided difference over points from…from + order, with squares that add up to 1. */
function writeDifference(time: Float64Array, from: number, weights: Float64Array): void {
  const span = time[from + weights.length - 1]! - time[from]!
  let squares = 0
  for (let i = 0; i < weights.length; i++) {
    let product = 1
    for (let j = 0; j < weights.length; j++) if (j !== i) product *= (time[from + i]! - time[from + j]!) / span
    weights[i] = 1 / product
    squares += weights[i]! ** 2
  }
  const length = Math.sqrt(squares)
  for (let i = 0; i < weights.length; i++) weights[i] = weights[i]! / length
}
