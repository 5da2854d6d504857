import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { Tensor, TensorFlow } from '../../tensor/tensorRuntime.ts'
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

/** Error of a scaled rate below which rows are equally good. */
const LEAST_ERROR = 0.01

/** Scaled states, their scaled rates, and one over the squared error of a rate, with mean 1: (n, states) each. */
export function rateTensors(tf: TensorFlow, rows: RateRows, { centre, spread, tempo }: NetworkScales): Tensor[] {
  const { n, states, rates, errors } = rows
  const width = states.length
  const scaled = (value: (k: number, i: number) => number) =>
    Float32Array.from({ length: n * width }, (_, at) => value(at % width, Math.floor(at / width)))
  const weights = scaled((k, i) => 1 / (((errors[k]![i]! * tempo) / spread[k]!) ** 2 + LEAST_ERROR ** 2))
  const average = mean(weights)
  return [
    scaled((k, i) => (states[k]![i]! - centre[k]!) / spread[k]!),
    scaled((k, i) => (rates[k]![i]! * tempo) / spread[k]!),
    weights.map((weight) => weight / average)
  ].map((values) => tf.tensor2d(values, [n, width]))
}
