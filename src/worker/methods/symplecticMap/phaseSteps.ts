import type { Trajectory } from '../../trajectories/trajectory.ts'

/** Steps from one sample to the next, of any length in time. */
export interface PhaseSteps {
  readonly n: number
  /** before[k][i] and after[k][i]: state k of step i. */
  readonly before: readonly Float64Array[]
  readonly after: readonly Float64Array[]
  readonly time: Float64Array
}

export function phaseSteps(trajectories: readonly Pick<Trajectory, 'time' | 'states'>[], most: number): PhaseSteps {
  const total = trajectories.reduce((sum, { time }) => sum + time.length - 1, 0)
  const stride = Math.max(1, Math.ceil(total / most))
  const places = trajectories
    .flatMap((trajectory) => Array.from({ length: trajectory.time.length - 1 }, (_, i) => ({ trajectory, i })))
    .filter((_, place) => place % stride === 0)
  const states = trajectories[0]?.states.length ?? 0
  const gather = (shift: number) =>
    Array.from({ length: states }, (_, k) =>
      Float64Array.from(places, ({ trajectory, i }) => trajectory.states[k]![i + shift]!)
    )
  return {
    n: places.length,
    before: gather(0),
    after: gather(1),
    time: Float64Array.from(places, ({ trajectory: { time }, i }) => time[i + 1]! - time[i]!)
  }
}
