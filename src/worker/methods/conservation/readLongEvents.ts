import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { findTimeColumn } from '../../trajectories/findColumn.ts'
import { groupRows, layOut, type BodyRows } from './eventLayout.ts'
import type { EventTable } from './eventTable.ts'
import { eventTableOf, type ChangingColumn, type FixedColumn } from './eventTableOf.ts'

const PHASE_NAMES = [
  'phase', 'when', 'moment', 'stage', 'state', 'side', 'status', 'time', 't', 'before_after', 'period'
] // prettier-ignore
const BODY_NAMES = [
  'body', 'particle', 'ball', 'object', 'species', 'puck', 'cart', 'molecule', 'mass_id', 'disc', 'disk'
] // prettier-ignore

/** Columns of a long table that already hold before and after, with one row for each body. */
export interface LongPair {
  readonly name: string
  readonly before: ObservedColumn
  readonly after: ObservedColumn
}

/**
 * Reads a long table: rows before and rows after for each event, in this order or told by a column such as `phase`, or
 * one row for each body and event. With several bodies the columns are named after them: m1, v1, m2, v2. A body that an
 * event lacks on one side or on both has zeros there, which add nothing to a sum over bodies. Null where events do not
 * look like that, unless the user named the column (`isAsked`): then a text says why.
 */
export function readLongEvents(
  observations: Observations,
  event: ObservedColumn,
  pairs: readonly LongPair[],
  isAsked: boolean
): EventTable | string | null {
  const others = { ...observations, columns: observations.columns.filter((column) => column !== event) }
  const body = others.columns.find(({ variable }) => BODY_NAMES.includes(variable.name.toLowerCase()))
  const phase = pairs.length > 0 ? undefined : phaseColumn(others, body)
  const groups = [...groupRows(event, observations.n)]
  const events: ReadonlyMap<number, BodyRows>[] = []
  for (const [code, rows] of groups) {
    const layout = layOut(rows, { body, phase, isPaired: pairs.length > 0 })
    if (layout === null)
      return isAsked
        ? `Event ${code} cannot be read: it needs rows before and after, at most one of each for every body.`
        : null
    events.push(layout)
  }
  const taken = new Set([body, phase, ...pairs.flatMap(({ before, after }) => [before, after])])
  const measured = others.columns.filter(
    (column) =>
      !column.isText &&
      !taken.has(column) &&
      (column.role === 'input' || column.role === 'target') &&
      (observations.inputs === null || observations.inputs.includes(column.variable.name))
  )
  const { fixed, changing } = columnsOf(events, measured, pairs, body)
  return eventTableOf(withoutRepeats(fixed), changing, readingOf(events, event))
}

/** One column for each body and quantity. */
function columnsOf(
  events: readonly ReadonlyMap<number, BodyRows>[],
  measured: readonly ObservedColumn[],
  pairs: readonly LongPair[],
  body: ObservedColumn | undefined
): { readonly fixed: FixedColumn[]; readonly changing: ChangingColumn[] } {
  const codes = [...new Set(events.flatMap((bodies) => [...bodies.keys()]))].sort((a, b) => a - b)
  const fixed: FixedColumn[] = []
  const changing: ChangingColumn[] = []
  codes.forEach((code, k) => {
    const label = codes.length === 1 ? '' : String(body === undefined || body.isText ? k + 1 : code)
    const valuesOf = ({ values }: ObservedColumn, side: keyof BodyRows) =>
      Float64Array.from(events, (bodies) => {
        const row = bodies.get(code)?.[side] ?? null
        return row === null ? 0 : values[row]!
      })
    for (const { name, before, after } of pairs) {
      const { dimension } = before.variable
      changing.push({
        name: name + label,
        dimension,
        before: valuesOf(before, 'before'),
        after: valuesOf(after, 'after')
      })
    }
    for (const column of measured) {
      const { name, dimension } = column.variable
      const [before, after] = [valuesOf(column, 'before'), valuesOf(column, 'after')]
      if (before.every((value, i) => Object.is(value, after[i])))
        fixed.push({ name: name + label, dimension, values: before })
      else changing.push({ name: name + label, dimension, before, after })
    }
  })
  return { fixed, changing }
}

/** A column with one value for the whole event stands at every body: it is kept once, and constants not at all. */
function withoutRepeats(fixed: readonly FixedColumn[]): FixedColumn[] {
  return fixed.filter(
    ({ values }, i) =>
      values.some((value) => value !== values[0]) &&
      !fixed.slice(0, i).some((other) => other.values.every((value, k) => Object.is(value, values[k])))
  )
}

/** A column of two values that tells before from after. */
function phaseColumn(observations: Observations, body: ObservedColumn | undefined): ObservedColumn | undefined {
  const columns = observations.columns.filter((column) => column !== body && new Set(column.values).size === 2)
  const named = columns.find(({ variable }) => PHASE_NAMES.includes(variable.name.toLowerCase()))
  return named ?? columns.find(({ isText }) => isText) ?? findTimeColumn({ ...observations, columns })
}

function readingOf(events: readonly ReadonlyMap<number, BodyRows>[], event: ObservedColumn): string {
  const sizes = events.map(({ size }) => size)
  const [least, most] = sizes.reduce(([low, high], size) => [Math.min(low, size), Math.max(high, size)], [Infinity, 0])
  const read = `Read as ${events.length} events (${event.variable.name}),`
  if (least < most) return `${read} ${least} to ${most} bodies each; one that is not there counts as 0.`
  return `${read} ${most === 1 ? 'two rows each' : `${most} bodies each`}.`
}
