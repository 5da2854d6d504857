import type { Variable } from '../../../shared/domain/dataset.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import type { SmoothedSeries } from '../../trajectories/smoothSeries.ts'

/** A stretch of one trajectory: what was measured, and the same with its noise averaged away. */
export interface Path {
  readonly label: string
  readonly time: Float64Array
  /** states[k][i], as measured. */
  readonly states: readonly Float64Array[]
  readonly smooth: readonly SmoothedSeries[]
  /** controls[c][i], smoothed where their noise is seen. */
  readonly controls: readonly Float64Array[]
}

/** The variables of a motion and their sizes. */
export interface MotionFrame {
  readonly time: Variable
  readonly states: readonly Variable[]
  readonly controls: readonly Variable[]
  /** Standard deviation of the noise of each state, above 0. */
  readonly noise: readonly number[]
  /** Standard deviation of each state over all points. */
  readonly spread: readonly number[]
  /** Typical time in which a state moves by its spread. */
  readonly tempo: number
  /** Names of the velocities of states that are of second order. */
  readonly velocities: readonly string[]
}

export type Order = 1 | 2

/** d^order state / dt^order = formula, with fitted numbers as Params. */
export interface Equation {
  readonly order: Order
  readonly formula: Expr
}

/** What formulas may read: states, velocities of the states of second order, controls. */
export function readableNames({ states, controls, velocities }: MotionFrame, orders: readonly Order[]): string[] {
  const moving = states.flatMap((_, k) => (orders[k] === 2 ? [velocities[k]!] : []))
  return [...states.map(({ name }) => name), ...moving, ...controls.map(({ name }) => name)]
}
