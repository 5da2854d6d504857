import { largestSize, standardDeviation } from '../../numeric/statistics.ts'
import { seriesNoise } from '../../trajectories/seriesNoise.ts'
import { createWindowCache, smoothSeries, type SmoothedSeries } from '../../trajectories/smoothSeries.ts'
import type { TrajectorySet } from '../../trajectories/trajectory.ts'
import type { BaseVariable } from './libraryTerm.ts'

/** Trajectories laid end to end, smoothed, with the noise of every point. */
export interface Motion {
  readonly n: number
  readonly variables: readonly BaseVariable[]
  /** columns[j][point], smoothed; as measured where there is hardly any noise. */
  readonly columns: readonly Float64Array[]
  /** Derivative by time of every column. */
  readonly rates: readonly Float64Array[]
  /** Standard error of every point of the smoothed columns; 0 for fixed variables. */
  readonly errors: readonly Float64Array[]
  /** Standard error of every rate. */
  readonly rateErrors: readonly Float64Array[]
  /** Standard deviation of the noise of each column as measured, at least the floor. */
  readonly noise: readonly number[]
  readonly spread: readonly number[]
  /** Trajectory of every point, and the points where each begins; the last entry is n. */
  readonly group: Int32Array
  readonly starts: readonly number[]
  readonly time: Float64Array
  /** Points on either side that smoothing averages over: the least and the most telling of all columns; 0 for none. */
  readonly halfWidth: number
}

/** Noise is taken as at least this share of the spread: laws are asked to hold to one part in ten thousand. */
export const LEAST_NOISE = 1e-4
/** Spread along trajectories, relative to the size, below which a column is a parameter of each trajectory. */
const STILL = 1e-12

export function readMotion({ states, trajectories }: TrajectorySet): Motion {
  const starts = [0]
  for (const { time } of trajectories) starts.push(starts.at(-1)! + time.length)
  const n = starts.at(-1)!
  const join = (parts: readonly Float64Array[]) => {
    const joined = new Float64Array(n)
    parts.forEach((part, g) => joined.set(part, starts[g]))
    return joined
  }
  const group = new Int32Array(n)
  trajectories.forEach((_, g) => group.fill(g, starts[g], starts[g + 1]))
  const caches = trajectories.map(({ time }) => createWindowCache(time))
  const halfWidths: number[] = []
  const series = states.map((variable, j) => {
    const measured = join(trajectories.map((trajectory) => trajectory.states[j]!))
    const isFixed = trajectories.every(({ states: of }) => isStill(of[j]!))
    const spread = standardDeviation(measured)
    const noise = isFixed ? 0 : seriesNoise(trajectories, j)
    const isNoisy = noise > LEAST_NOISE * spread
    const smoothed = trajectories.map(({ time, states: of }, g) =>
      smoothSeries(time, of[j]!, isNoisy ? noise : 0, undefined, caches[g])
    )
    if (isNoisy) halfWidths.push(middle(smoothed.map(({ halfWidth }) => halfWidth)))
    const floor = isFixed ? 0 : LEAST_NOISE * spread
    const errorOf = (factor: Float64Array) => factor.map((value) => Math.max(value * noise, floor))
    const part = (of: (one: SmoothedSeries) => Float64Array) => join(smoothed.map(of))
    return {
      variable: { ...variable, isFixed },
      column: isFixed ? measured : part(({ value }) => value),
      rate: part(({ first }) => first),
      error: errorOf(part(({ valueFactor }) => valueFactor)),
      rateError: part(({ firstFactor }) => firstFactor).map(
        (value) => value * Math.max(noise, Number.EPSILON * spread)
      ),
      noise: Math.max(noise, floor),
      spread
    }
  })
  return {
    n,
    variables: series.map(({ variable: { name, dimension, isFixed } }) => ({ name, dimension, isFixed })),
    columns: series.map(({ column }) => column),
    rates: series.map(({ rate }) => rate),
    errors: series.map(({ error }) => error),
    rateErrors: series.map(({ rateError }) => rateError),
    noise: series.map(({ noise }) => noise),
    spread: series.map(({ spread }) => spread),
    group,
    starts,
    time: join(trajectories.map(({ time }) => time)),
    halfWidth: halfWidths.length === 0 ? 0 : Math.min(...halfWidths)
  }
}

/** Noise relative to the spread, of the noisiest column. */
export function relativeNoise({ noise, spread, variables }: Motion): number {
  return Math.max(...variables.map(({ isFixed }, j) => (isFixed ? 0 : noise[j]! / spread[j]!)))
}

function isStill(values: Float64Array): boolean {
  const size = largestSize(values)
  return values.every((value) => Math.abs(value - values[0]!) <= STILL * size)
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}
