import type { EventTable } from './eventTable.ts'
import type { BaseVariable } from './libraryTerm.ts'

/** Fewer leave nothing to shuffle. */
const MIN_EVENTS = 6

export interface FixedColumn extends Pick<BaseVariable, 'name' | 'dimension'> {
  readonly values: Float64Array
}

export interface ChangingColumn extends Pick<BaseVariable, 'name' | 'dimension'> {
  readonly before: Float64Array
  readonly after: Float64Array
}

/** Complete rows only. A quantity that is the same before and after every event counts as fixed. */
export function eventTableOf(
  fixed: readonly FixedColumn[],
  changing: readonly ChangingColumn[],
  reading: string
): EventTable | string {
  const all = [...fixed.map(({ values }) => values), ...changing.flatMap(({ before, after }) => [before, after])]
  const length = all[0]?.length ?? 0
  const rows = Array.from({ length }, (_, i) => i).filter((i) => all.every((values) => Number.isFinite(values[i])))
  const take = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!)
  const moves = ({ before, after }: ChangingColumn) => rows.some((i) => !isSame(before[i]!, after[i]!))
  const still = changing.filter((column) => !moves(column))
  const moving = changing.filter(moves)
  if (rows.length === 0) return 'Every event has a missing cell; there is no complete one.'
  if (moving.length === 0)
    return `Nothing changes: before and after are the same in every event (${changing.map(({ name }) => name).join(', ')} are constant).`
  const held = [...fixed, ...still.map(({ name, dimension, before }) => ({ name, dimension, values: before }))].map(
    ({ name, dimension, values }) => ({ name, dimension, values: take(values) })
  )
  const before = [...held.map(({ values }) => values), ...moving.map((column) => take(column.before))]
  const quantities = held.length + moving.length
  if (rows.length < Math.max(quantities + 1, MIN_EVENTS))
    return `There are ${rows.length} complete events for ${quantities} quantities (${[...held, ...moving].map(({ name }) => name).join(', ')}): at least ${Math.max(quantities + 1, MIN_EVENTS)} are needed, and some 20 to be sure.`
  return {
    n: rows.length,
    variables: [
      ...held.map(({ name, dimension }) => ({ name, dimension, isFixed: true })),
      ...moving.map(({ name, dimension }) => ({ name, dimension, isFixed: false }))
    ],
    before,
    after: [...before.slice(0, held.length), ...moving.map((column) => take(column.after))],
    reading: still.length > 0 ? `${reading} ${still.map(({ name }) => name).join(', ')} never changed.` : reading
  }
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
}
