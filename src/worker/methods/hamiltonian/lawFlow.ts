import { createPointEvaluator } from '../../kernel/pointEvaluator.ts'
import { compile } from '../../kernel/program.ts'
import { numberNames } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { EnergyFlow, EnergyPath } from './energyDrift.ts'
import { numbersOf, ratesOf, wholeEnergy, type EnergyLaw } from './energyLaw.ts'
import type { PlainNetwork } from './plainNetwork.ts'

/** The conservative flow of a law, without its friction. */
export function lawFlow(space: PhaseSpace, law: EnergyLaw): EnergyFlow {
  const { degrees, names } = space
  const values = numbersOf(law)
  const all = [...names, ...numberNames(values.length)]
  const frictionless = { ...law, friction: law.friction.map((force) => ({ ...force, value: 0 })) }
  const numbers = numbersOf(frictionless)
  const rates = ratesOf(space, law).map((rate) => createPointEvaluator(compile(rate, all)))
  const energy = createPointEvaluator(compile(wholeEnergy(space, law).expr, all))
  const point = new Float64Array(all.length)
  const none = new Float64Array(0)
  point.set(numbers, names.length)
  return {
    degrees,
    energy(state) {
      point.set(state)
      return energy.value(point, none)
    },
    gradient(state, out) {
      point.set(state)
      for (let k = 0; k < degrees; k++) {
        out[degrees + k] = rates[k]!.value(point, none)
        out[k] = -rates[degrees + k]!.value(point, none)
      }
    }
  }
}

/**
 * What an energy says along the flow of a network that knows nothing of it, by the classical Runge–Kutta method; ends
 * where the state is no number any more.
 */
export function followPlain(
  { rates }: PlainNetwork,
  energy: (state: Float64Array) => number,
  start: Float64Array,
  {
    h,
    steps,
    every,
    unit
  }: { readonly h: number; readonly steps: number; readonly every: number; readonly unit: number }
): EnergyPath {
  const n = start.length
  const state = start.slice()
  const slopes = [0, 1, 2, 3].map(() => new Float64Array(n))
  const trial = new Float64Array(n)
  const first = energy(state)
  const time = [0]
  const change = [0]
  const states = [state.slice()]
  for (let i = 1; i <= steps && state.every(Number.isFinite); i++) {
    rates(state, slopes[0]!)
    for (let stage = 1; stage < 4; stage++) {
      const share = stage === 3 ? h : h / 2
      for (let k = 0; k < n; k++) trial[k] = state[k]! + share * slopes[stage - 1]![k]!
      rates(trial, slopes[stage]!)
    }
    for (let k = 0; k < n; k++) {
      state[k] = state[k]! + (h / 6) * (slopes[0]![k]! + 2 * slopes[1]![k]! + 2 * slopes[2]![k]! + slopes[3]![k]!)
    }
    if (i % every !== 0) continue
    const value = (energy(state) - first) / unit
    if (!Number.isFinite(value)) break
    time.push(i * h)
    change.push(value)
    states.push(state.slice())
  }
  return {
    time: Float64Array.from(time),
    change: Float64Array.from(change),
    states: Array.from({ length: n }, (_, k) => Float64Array.from(states, (at) => at[k]!))
  }
}
