import type { ObservedColumn, Observations } from '../../shared/domain/observations.ts'
import { findTimeColumn, findTrajectoryColumn } from './findColumn.ts'
import type { Trajectory, TrajectorySet } from './trajectory.ts'

/** Fewest points of a trajectory: below it no noise can be told from the motion. */
export const MIN_POINTS = 4

/** Which columns mean what, by name; what is left out is found by role and by usual names. */
export interface TrajectoryColumns {
  readonly time?: string
  readonly trajectory?: string
  /** Default: every number column that is an input, target or of no special role. */
  readonly states?: readonly string[]
}

/**
 * Reads trajectories from a table, or says in one sentence why there are none. Rows with a missing cell are left out;
 * rows of one trajectory need not be adjacent, but keep their order, in which time must rise. Columns that never change
 * within any trajectory stay among the states when another one moves: they may be parameters such as a mass.
 */
export function readTrajectories(observations: Observations, columns: TrajectoryColumns = {}): TrajectorySet | string {
  const unknown = [columns.time, columns.trajectory, ...(columns.states ?? [])].find(
    (name) => name !== undefined && name !== '' && !observations.columns.some(({ variable }) => variable.name === name)
  )
  if (unknown !== undefined) return `There is no column "${unknown}".`
  const time = findTimeColumn(observations, columns.time)
  if (time === undefined)
    return 'There is no column of time: name one t or time, or give it the role "time", so that trajectories can be followed.'
  const label = findTrajectoryColumn(observations, columns.trajectory)
  const states = stateColumns(observations, [time, label], columns.states)
  if (states.length === 0)
    return 'Nothing moves: besides time there is no column of numbers that is not constant. Record at least one quantity that changes.'
  const used = label === undefined ? [time, ...states] : [time, label, ...states]
  const trajectories = [...rowsByLabel(observations.n, label, used)].map(([code, rows]) =>
    trajectoryOf(labelOf(code, label), rows, time, states)
  )
  const refusal = refusalOf(trajectories, time, states)
  return refusal ?? { time: time.variable, states: states.map(({ variable }) => variable), trajectories }
}

function stateColumns(
  { columns, inputs }: Observations,
  taken: readonly (ObservedColumn | undefined)[],
  asked: readonly string[] | undefined
): ObservedColumn[] {
  const free = columns.filter((column) => !taken.includes(column) && !column.isText)
  const chosen = asked !== undefined && asked.length > 0 ? asked : inputs
  if (chosen !== null) return free.filter(({ variable }) => chosen.includes(variable.name))
  return free.filter(({ role }) => role === 'input' || role === 'target')
}

function rowsByLabel(
  n: number,
  label: ObservedColumn | undefined,
  used: readonly ObservedColumn[]
): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (let row = 0; row < n; row++) {
    if (used.some(({ values }) => !Number.isFinite(values[row]))) continue
    const code = label === undefined ? 0 : label.values[row]!
    const rows = groups.get(code)
    if (rows === undefined) groups.set(code, [row])
    else rows.push(row)
  }
  return groups
}

/** A column of text holds the numbers of its labels, counted from 0; people count from 1. */
function labelOf(code: number, label: ObservedColumn | undefined): string {
  if (label === undefined) return 'the only trajectory'
  return `${label.variable.name} ${label.isText ? code + 1 : code}`
}

function trajectoryOf(
  label: string,
  rows: readonly number[],
  time: ObservedColumn,
  states: readonly ObservedColumn[]
): Trajectory {
  const take = ({ values }: ObservedColumn) => Float64Array.from(rows, (row) => values[row]!)
  return { label, time: take(time), states: states.map(take), rows: Uint32Array.from(rows) }
}

function refusalOf(
  trajectories: readonly Trajectory[],
  time: ObservedColumn,
  states: readonly ObservedColumn[]
): string | null {
  if (trajectories.length === 0) return 'Every row has a missing cell; there is no complete point of a trajectory.'
  for (const { label, time: times, rows } of trajectories) {
    const at = times.findIndex((value, i) => i > 0 && value <= times[i - 1]!)
    if (at > 0) {
      const how = times[at] === times[at - 1] ? 'stands still' : 'goes backwards'
      const place = `${label === 'the only trajectory' ? '' : `${label}, `}row ${rows[at]! + 1}`
      return `Time ${how} (${place}): "${time.variable.name}" is ${times[at - 1]} and then ${times[at]}. Sort the rows by time, or name the column that tells trajectories apart.`
    }
  }
  const short = trajectories.find(({ rows }) => rows.length < MIN_POINTS)
  if (short !== undefined)
    return `${short.label} has ${short.rows.length} complete ${short.rows.length === 1 ? 'point' : 'points'}; a trajectory needs at least ${MIN_POINTS}.`
  const moves = states.some((_, k) => trajectories.some(({ states: of }) => of[k]!.some((v) => v !== of[k]![0])))
  if (!moves)
    return `Nothing moves: every column is constant along every trajectory (${states.map(({ variable }) => variable.name).join(', ')}). Record at least one quantity that changes.`
  return null
}
