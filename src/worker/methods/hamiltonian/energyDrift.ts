import { standardDeviation } from '../../numeric/statistics.ts'
import { implicitMidpoint } from '../../numeric/implicitMidpoint.ts'
import type { PhaseFlow } from '../../numeric/phaseFlow.ts'
import { yoshida4 } from '../../numeric/yoshida4.ts'

/** An energy with its flow. */
export interface EnergyFlow extends PhaseFlow {
  energy(state: Float64Array): number
}

export interface EnergyPath {
  readonly time: Float64Array
  /** Energy less that of the start, over the spread of the energy over the data. */
  readonly change: Float64Array
  /** states[k][i] */
  readonly states: readonly Float64Array[]
}

/** Steps of the integrator in one tempo of the motion. */
const STEPS_PER_TEMPO = 40

/**
 * Follows the flow of an energy from a start by a symplectic method of fourth order that needs no separable energy. Ends
 * early where a step cannot be solved.
 */
export function followEnergy(
  flow: EnergyFlow,
  start: Float64Array,
  tempo: number,
  steps: number,
  every: number,
  unit: number
): EnergyPath {
  const step = yoshida4(implicitMidpoint(flow))
  const h = tempo / STEPS_PER_TEMPO
  const state = start.slice()
  const first = flow.energy(state)
  const time: number[] = [0]
  const change: number[] = [0]
  const states = [state.slice()]
  for (let i = 1; i <= steps; i++) {
    if (!step(state, h)) break
    if (i % every !== 0) continue
    time.push(i * h)
    change.push((flow.energy(state) - first) / unit)
    states.push(state.slice())
  }
  return {
    time: Float64Array.from(time),
    change: Float64Array.from(change),
    states: Array.from(start, (_, k) => Float64Array.from(states, (at) => at[k]!))
  }
}

/** Largest departure of the energy from its start. */
export function driftOf({ change }: EnergyPath): number {
  return change.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
}

/** Standard deviation of an energy over the states of the data; 1 where it is the same everywhere. */
export function energySpread(energy: (state: Float64Array) => number, states: readonly Float64Array[]): number {
  const point = new Float64Array(states.length)
  const values = Float64Array.from(states[0] ?? [], (_, i) => {
    for (let k = 0; k < point.length; k++) point[k] = states[k]![i]!
    return energy(point)
  })
  return standardDeviation(values) || 1
}
