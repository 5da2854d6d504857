import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { RateRows } from './rateRows.ts'

/** How columns become numbers of size 1, which networks learn from. */
export interface NetworkScales {
  readonly degrees: number
  /** State k is centre[k] + spread[k] · its scaled value. */
  readonly centre: readonly number[]
  readonly spread: readonly number[]
  /** Unit of time. */
  readonly tempo: number
  /** Unit of energy. */
  readonly energy: number
  /** masses[k] of coordinate k: 1 with momenta. */
  readonly masses: readonly number[]
}

/** With `isIsotropic`, coordinates have one size and no centre, and momenta likewise, so that lengths may be formed. */
export function networkScales(
  rows: RateRows,
  tempo: number,
  masses: readonly number[],
  isIsotropic = false
): NetworkScales {
  const degrees = rows.states.length / 2
  const own = rows.states.map((values) => standardDeviation(values) || 1)
  const sizes = [own.slice(0, degrees), own.slice(degrees)].map((of) => Math.sqrt(mean(of.map((size) => size * size))))
  const spread = isIsotropic ? own.map((_, k) => sizes[k < degrees ? 0 : 1]!) : own
  const actions = masses.map((mass, k) => mass * spread[k]! * spread[degrees + k]!)
  return {
    degrees,
    centre: rows.states.map((values) => (isIsotropic ? 0 : mean(values))),
    spread,
    tempo,
    energy: mean(actions) / tempo,
    masses
  }
}

/** Turns the gradient of a scaled energy by coordinate or momentum k into a scaled rate of its partner. */
export function gradientFactor({ energy, tempo, masses, spread, degrees }: NetworkScales, k: number): number {
  return (energy * tempo) / (masses[k]! * spread[k]! * spread[degrees + k]!)
}

/** Row-major scaled values: what goes into a tensor. */
export function scaledStates(rows: RateRows, { centre, spread }: NetworkScales): Float32Array {
  return interleaved(rows, (k, i) => (rows.states[k]![i]! - centre[k]!) / spread[k]!)
}

export function scaledRates(rows: RateRows, { spread, tempo }: NetworkScales): Float32Array {
  return interleaved(rows, (k, i) => (rows.rates[k]![i]! * tempo) / spread[k]!)
}

/** One over the squared error of a scaled rate, with mean 1 over all rows. */
export function rateWeights(rows: RateRows, { spread, tempo }: NetworkScales): Float32Array {
  const weights = interleaved(
    rows,
    (k, i) => 1 / (((rows.errors[k]![i]! * tempo) / spread[k]!) ** 2 + LEAST_ERROR ** 2)
  )
  const average = mean(weights)
  return weights.map((weight) => weight / average)
}

/** Error of a scaled rate below which rows are equally good. */
const LEAST_ERROR = 0.01

function interleaved({ n, states }: RateRows, value: (k: number, i: number) => number): Float32Array {
  const width = states.length
  return Float32Array.from({ length: n * width }, (_, at) => value(at % width, Math.floor(at / width)))
}
