import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { findTimeColumn } from '../../trajectories/findColumn.ts'
import type { EventTable } from './eventTable.ts'
import { eventTableOf, type ChangingColumn, type FixedColumn } from './eventTableOf.ts'

const PHASE_NAMES = [
  'phase',
  'when',
  'moment',
  'stage',
  'state',
  'side',
  'status',
  'time',
  't',
  'before_after',
  'period'
]
const BODY_NAMES = [
  'body',
  'particle',
  'ball',
  'object',
  'species',
  'puck',
  'cart',
  'molecule',
  'mass_id',
  'disc',
  'disk'
]

/** Columns of a long table that already hold before and after, with one row for each body. */
export interface LongPair {
  readonly name: string
  readonly before: ObservedColumn
  readonly after: ObservedColumn
}

/** Row of a body before and after; the same row where the columns are paired. */
interface BodyRows {
  readonly before: number
  readonly after: number
}

/**
 * Reads a long table: two rows for each event (before, then after, or told by a column such as `phase`), or one row for
 * each body and event, or both. With several bodies the columns are named after them: m1, v1, m2, v2. Null where events
 * do not look like that, unless the user named the column (`isAsked`): then a text says why.
 */
export function readLongEvents(
  observations: Observations,
  event: ObservedColumn,
  pairs: readonly LongPair[],
  isAsked: boolean
): EventTable | string | null {
  const others = { ...observations, columns: observations.columns.filter((column) => column !== event) }
  const bodyColumn = others.columns.find(({ variable }) => BODY_NAMES.includes(variable.name.toLowerCase()))
  const phase = pairs.length > 0 ? undefined : phaseColumn(others, bodyColumn)
  const groups = groupRows(event, observations.n)
  const layout = [...groups.values()].map((rows) => bodiesOf(rows, bodyColumn, phase, pairs.length > 0))
  const count = layout[0]?.size ?? 0
  const odd = layout.findIndex((bodies) => bodies === null || bodies.size !== count)
  if (odd >= 0 || count === 0)
    return isAsked
      ? `Event ${[...groups.keys()][Math.max(odd, 0)]} is not like the first: every event needs one row before and one after for each of the same bodies.`
      : null
  const paired = new Set(pairs.flatMap(({ before, after }) => [before, after]))
  const measured = others.columns.filter(
    (column) =>
      !column.isText &&
      column !== bodyColumn &&
      column !== phase &&
      !paired.has(column) &&
      (column.role === 'input' || column.role === 'target') &&
      (observations.inputs === null || observations.inputs.includes(column.variable.name))
  )
  const events = layout as ReadonlyMap<number, BodyRows>[]
  const codes = [...events[0]!.keys()].sort((a, b) => a - b)
  const fixed: FixedColumn[] = []
  const changing: ChangingColumn[] = []
  codes.forEach((code, k) => {
    const label = count === 1 ? '' : String(bodyColumn === undefined || bodyColumn.isText ? k + 1 : code)
    const column = ({ variable, values }: ObservedColumn, side: keyof BodyRows) => ({
      name: variable.name + label,
      dimension: variable.dimension,
      values: Float64Array.from(events, (bodies) => values[bodies.get(code)?.[side] ?? -1] ?? NaN)
    })
    for (const { name, before, after } of pairs) {
      const [first, last] = [column(before, 'before'), column(after, 'before')]
      changing.push({ name: name + label, dimension: first.dimension, before: first.values, after: last.values })
    }
    for (const one of measured) {
      const [before, after] = [column(one, 'before'), column(one, 'after')]
      const isFixed = before.values.every((value, i) => Object.is(value, after.values[i]))
      if (isFixed) fixed.push(before)
      else changing.push({ ...before, before: before.values, after: after.values })
    }
  })
  const how = count === 1 ? 'two rows each' : `${count} bodies each`
  return eventTableOf(
    withoutRepeats(fixed),
    changing,
    `Read as ${events.length} events (${event.variable.name}), ${how}.`
  )
}

/** A column with one value for the whole event stands at every body: it is kept once, and constants not at all. */
function withoutRepeats(fixed: readonly FixedColumn[]): FixedColumn[] {
  return fixed.filter(
    ({ values }, i) =>
      values.some((value) => value !== values[0]) &&
      !fixed.slice(0, i).some((other) => other.values.every((value, k) => Object.is(value, values[k])))
  )
}

function groupRows(event: ObservedColumn, n: number): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (let row = 0; row < n; row++) {
    const code = event.values[row]!
    if (Number.isNaN(code)) continue
    groups.set(code, [...(groups.get(code) ?? []), row])
  }
  return groups
}

/** A column of two values that tells before from after; a law is the same whichever of the two comes first. */
function phaseColumn(observations: Observations, body: ObservedColumn | undefined): ObservedColumn | undefined {
  const columns = observations.columns.filter((column) => column !== body && new Set(column.values).size === 2)
  const named = columns.find(({ variable }) => PHASE_NAMES.includes(variable.name.toLowerCase()))
  return named ?? columns.find(({ isText }) => isText) ?? findTimeColumn({ ...observations, columns })
}

/** The rows of each body in one event; null where a body has not one row before and one after. */
function bodiesOf(
  rows: readonly number[],
  body: ObservedColumn | undefined,
  phase: ObservedColumn | undefined,
  isPaired: boolean
): Map<number, BodyRows> | null {
  if (isPaired) return new Map(rows.map((row, k) => [body?.values[row] ?? k, { before: row, after: row }]))
  const perBody = new Map<number, number[]>()
  for (const row of rows) {
    const code = body?.values[row] ?? 0
    perBody.set(code, [...(perBody.get(code) ?? []), row])
  }
  const bodies = new Map<number, BodyRows>()
  for (const [code, own] of perBody) {
    if (own.length !== 2) return null
    const [before, after] = phase ? own.toSorted((a, b) => phase.values[a]! - phase.values[b]!) : own
    bodies.set(code, { before: before!, after: after! })
  }
  return bodies
}
