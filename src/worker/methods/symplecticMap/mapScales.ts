import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { PhaseSteps } from './phaseSteps.ts'

/** How phase space is scaled for networks: by one size for coordinates and one for momenta, so that areas keep their ratio. */
export interface MapScales {
  readonly centre: readonly number[]
  readonly size: readonly number[]
  readonly time: number
}

export function mapScales({ before, time }: PhaseSteps): MapScales {
  const degrees = before.length / 2
  const common = (columns: readonly Float64Array[]) =>
    Math.sqrt(mean(columns.map((values) => standardDeviation(values) ** 2))) || 1
  const sizes = [common(before.slice(0, degrees)), common(before.slice(degrees))]
  return {
    centre: before.map((values) => mean(values)),
    size: before.map((_, k) => sizes[k < degrees ? 0 : 1]!),
    time: mean(time)
  }
}

/** Row-major scaled states. */
export function scaledColumns(columns: readonly Float64Array[], { centre, size }: MapScales): Float32Array {
  const width = columns.length
  const n = columns[0]?.length ?? 0
  return Float32Array.from({ length: n * width }, (_, at) => {
    const k = at % width
    return (columns[k]![Math.floor(at / width)]! - centre[k]!) / size[k]!
  })
}

/** A map of scaled states in the units of the data. */
export function unscaled(
  { centre, size, time }: MapScales,
  map: (z: Float64Array, h: number) => boolean
): (state: Float64Array, h: number) => boolean {
  return (state, h) => {
    for (let k = 0; k < state.length; k++) state[k] = (state[k]! - centre[k]!) / size[k]!
    const isDone = map(state, h / time)
    for (let k = 0; k < state.length; k++) state[k] = state[k]! * size[k]! + centre[k]!
    return isDone
  }
}
