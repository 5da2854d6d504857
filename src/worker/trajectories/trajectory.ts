import type { Variable } from '../../shared/domain/dataset.ts'

/** One path through the space of states, in the order of time. */
export interface Trajectory {
  /** What the column of trajectories says, or the only one's name. */
  readonly label: string
  /** Length n, strictly rising. */
  readonly time: Float64Array
  /** states[k][i]: variable k at point i. */
  readonly states: readonly Float64Array[]
  /** Row of the table of every point. */
  readonly rows: Uint32Array
}

/** Trajectories of the same variables. */
export interface TrajectorySet {
  readonly time: Variable
  readonly states: readonly Variable[]
  readonly trajectories: readonly Trajectory[]
}

/** Points of all trajectories together. */
export function pointCount({ trajectories }: TrajectorySet): number {
  return trajectories.reduce((sum, { time }) => sum + time.length, 0)
}
