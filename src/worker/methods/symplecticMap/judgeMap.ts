import { dormandPrince } from '../../numeric/dormandPrince.ts'
import type { PhaseStep } from '../../numeric/phaseFlow.ts'
import { standardDeviation } from '../../numeric/statistics.ts'
import type { Flow } from '../dynamics/flow.ts'
import type { Trajectory } from '../../trajectories/trajectory.ts'
import type { PhaseSteps } from './phaseSteps.ts'

/** Root mean square error of single steps over the spread of the states; that of "it stays" and "it is at its mean" beside. */
export interface MapErrors {
  readonly error: number
  readonly guess: number
}

/** A step by integrating a fitted flow; false where it cannot be followed. */
export function flowStep(flow: Flow, params: Float64Array, size: readonly number[]): PhaseStep {
  const system = flow.system(params, [])
  const absolute = size.map((value) => 1e-9 * value)
  return (state, h) => {
    const { states, reached } = dormandPrince(system, state, Float64Array.of(0, h), { absolute, relative: 1e-9, maxSteps: 2000 }) // prettier-ignore
    if (reached < 2) return false
    state.set(states.subarray(state.length))
    return true
  }
}

/** A step that cannot be taken is as wrong as one spread. */
export function stepErrors(step: PhaseStep, { before, after, time, n }: PhaseSteps): MapErrors {
  const spread = before.map((values) => standardDeviation(values) || 1)
  const centre = after.map((values) => values.reduce((sum, value) => sum + value, 0) / n)
  const sums = { error: 0, stays: 0, mean: 0 }
  for (let i = 0; i < n; i++) {
    const state = Float64Array.from(before, (values) => values[i]!)
    const isDone = step(state, time[i]!)
    for (let k = 0; k < state.length; k++) {
      const truth = after[k]![i]!
      const error = isDone ? (state[k]! - truth) / spread[k]! : 1
      sums.error += Number.isFinite(error) ? error ** 2 : 1
      sums.stays += ((before[k]![i]! - truth) / spread[k]!) ** 2
      sums.mean += ((centre[k]! - truth) / spread[k]!) ** 2
    }
  }
  const count = n * before.length
  return { error: Math.sqrt(sums.error / count), guess: Math.sqrt(Math.min(sums.stays, sums.mean) / count) }
}

/** States from the start of a trajectory at its times; ends where a step cannot be taken. */
export function rollOut(step: PhaseStep, { states, time }: Trajectory): Float64Array[] {
  const state = Float64Array.from(states, (values) => values[0]!)
  const found = [state.slice()]
  for (let i = 1; i < time.length; i++) {
    if (!step(state, time[i]! - time[i - 1]!) || !state.every(Number.isFinite)) break
    found.push(state.slice())
  }
  return states.map((_, k) => Float64Array.from(found, (at) => at[k]!))
}

/**
 * Root mean square error of the steps of a trajectory repeated from its first state, in spreads of its states. Where a step
 * cannot be taken the states are as wrong as one spread from there on.
 */
export function rollOutError(step: PhaseStep, trajectory: Trajectory): number {
  const found = rollOut(step, trajectory)
  const { states, time } = trajectory
  const sum = states.reduce((total, values, k) => {
    const spread = standardDeviation(values) || 1
    const errors = values.map((value, i) => (i < found[k]!.length ? ((found[k]![i]! - value) / spread) ** 2 : 1))
    return total + errors.reduce((a, b) => a + b, 0)
  }, 0)
  return Math.sqrt(sum / (states.length * Math.max(1, time.length - 1)))
}

/** Slopes of a map by central differences of fourth order, row-major; null where a step cannot be taken. */
export function mapJacobian(
  step: PhaseStep,
  at: Float64Array,
  h: number,
  size: readonly number[]
): Float64Array | null {
  const n = at.length
  const jacobian = new Float64Array(n * n)
  for (let c = 0; c < n; c++) {
    const shift = 1e-3 * size[c]!
    for (const [places, weight] of [
      [1, 2 / 3],
      [2, -1 / 12]
    ] as const) {
      // prettier-ignore
      const ends = [places, -places].map((count) => {
        const state = at.slice()
        state[c] = state[c]! + count * shift
        return step(state, h) ? state : null
      })
      const [ahead, behind] = ends
      if (!ahead || !behind) return null
      for (let r = 0; r < n; r++)
        jacobian[r * n + c] = jacobian[r * n + c]! + (weight * (ahead[r]! - behind[r]!)) / shift
    }
  }
  return jacobian
}

/** Largest entry of JᵀΩJ − Ω with the sizes of coordinates and momenta taken out; 0 where phase space is kept. */
export function symplecticDefect(jacobian: Float64Array, size: readonly number[]): number {
  const n = size.length
  const half = n / 2
  let worst = 0
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      let sum = 0
      for (let k = 0; k < half; k++) {
        const area = size[a]! * size[b]! / (size[k]! * size[half + k]!) // prettier-ignore
        sum += area * (jacobian[k * n + a]! * jacobian[(half + k) * n + b]! - jacobian[(half + k) * n + a]! * jacobian[k * n + b]!) // prettier-ignore
      }
      const omega = b === a + half ? 1 : a === b + half ? -1 : 0
      worst = Math.max(worst, Math.abs(sum - omega))
    }
  }
  return worst
}
