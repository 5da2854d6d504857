import { centred, combine, momentsOf, noiseOfRows, type ChangeTable } from './changeTable.ts'
import { smallestEigen } from './smallestEigen.ts'

const MAX_ROUNDS = 6
const SETTLED = 1e-3
/**
 * Shares of the mean noise below which a row counts no further: at points where the gradient vanishes a quantity would
 * be known without error, and a trajectory near a pole must not drown the others.
 */
const LEAST_NOISE_OF_EVENT = 0.05
const LEAST_NOISE_OF_POINT = 0.1

/** How well one quantity with given coefficients stays constant. */
export interface InvariantMeasure {
  /** Mean square of the changes over their noise: 1 where noise of the assumed size explains everything. */
  readonly misfit: number
  /** Mean logarithm of the variance of the noise. */
  readonly logNoise: number
  /** Mean variance of the noise. */
  readonly noise: number
  /** Of trajectories: mean square of the changes, and variance of the means of the trajectories. */
  readonly within: number
  readonly between: number
  /** Misfit of every trajectory; NaN where it has no rows. Null for events. */
  readonly byGroup: Float64Array | null
}

/** The coefficients for which Σ cₐ termₐ of all terms of the table changes least, measured by its own noise. */
export function fitInvariant(table: ChangeTable): Float64Array {
  const s = table.values.length
  let weights: Float64Array | null = null
  let coefficients: Float64Array = Float64Array.of(1)
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { changes, noise } = momentsOf(table, weights)
    coefficients = smallestEigen(changes, noise, s).vector
    if (s === 1) break
    const next = weightsOf(table, coefficients)
    // terms that overflow, or that noise cannot move, have no weights: what is known so far stays
    if (!next.every(Number.isFinite)) break
    const settled = weights !== null && next.every((weight, i) => Math.abs(weight - weights![i]!) <= SETTLED * weight)
    weights = next
    if (settled) break
  }
  return coefficients
}

/** Weights of rows for these coefficients: mean noise over own noise. */
export function weightsOf(table: ChangeTable, coefficients: ArrayLike<number>): Float64Array {
  const variances = flooredNoise(table, coefficients)
  const centre = variances.reduce((sum, value) => sum + value, 0) / variances.length
  return variances.map((value) => (centre > 0 ? centre / value : 1))
}

export function measureInvariant(table: ChangeTable, coefficients: ArrayLike<number>): InvariantMeasure {
  const { n, group, groups } = table
  const variances = flooredNoise(table, coefficients)
  const weights = variances.map((value) => 1 / value)
  const quantity = combine(table, coefficients)
  const change = centred(table, quantity, weights)
  const squares = new Float64Array(groups)
  const counts = new Float64Array(groups)
  let misfit = 0
  let logNoise = 0
  let noise = 0
  let within = 0
  for (let i = 0; i < n; i++) {
    const square = change[i]! ** 2 * weights[i]!
    misfit += square / n
    logNoise += Math.log(variances[i]!) / n
    noise += variances[i]! / n
    within += change[i]! ** 2 / n
    if (group === null) continue
    squares[group[i]!] = squares[group[i]!]! + square
    counts[group[i]!] = counts[group[i]!]! + 1
  }
  return {
    misfit,
    logNoise,
    noise,
    within,
    between: group === null ? NaN : varianceBetween(quantity, change, group, groups),
    byGroup: group && squares.map((square, g) => square / counts[g]!)
  }
}

/** Variance of the means of the trajectories: what is left of a quantity when its changes are taken out. */
function varianceBetween(quantity: Float64Array, change: Float64Array, group: Int32Array, groups: number): number {
  const means = new Float64Array(groups).fill(NaN)
  for (let i = 0; i < quantity.length; i++) means[group[i]!] = quantity[i]! - change[i]!
  const present = means.filter((value) => !Number.isNaN(value))
  const centre = present.reduce((sum, value) => sum + value, 0) / present.length
  return present.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (present.length - 1)
}

function flooredNoise(table: ChangeTable, coefficients: ArrayLike<number>): Float64Array {
  const { n, group, groups } = table
  const variances = noiseOfRows(table, coefficients)
  const sums = new Float64Array(Math.max(groups, 1))
  const counts = new Float64Array(Math.max(groups, 1))
  for (let i = 0; i < n; i++) {
    const g = group?.[i] ?? 0
    sums[g] = sums[g]! + variances[i]!
    counts[g] = counts[g]! + 1
  }
  const share = group === null ? LEAST_NOISE_OF_EVENT : LEAST_NOISE_OF_POINT
  return variances.map((value, i) => {
    const g = group?.[i] ?? 0
    return Math.max(value, (share * sums[g]!) / counts[g]!, Number.MIN_VALUE)
  })
}
