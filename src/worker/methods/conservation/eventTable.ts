import type { BaseVariable } from './libraryTerm.ts'

/** Events with what was measured before and after each. */
export interface EventTable {
  readonly n: number
  /** Fixed variables first; of those before and after are the same column. */
  readonly variables: readonly BaseVariable[]
  readonly before: readonly Float64Array[]
  readonly after: readonly Float64Array[]
  /** How the table was read, in one sentence. */
  readonly reading: string
}

/** Some of the events, in the given order. */
export function pickEvents(events: EventTable, rows: ArrayLike<number>): EventTable {
  const take = (values: Float64Array) => Float64Array.from({ length: rows.length }, (_, k) => values[rows[k]!]!)
  const before = events.before.map(take)
  return {
    ...events,
    n: rows.length,
    before,
    after: events.after.map((values, j) => (events.variables[j]!.isFixed ? before[j]! : take(values)))
  }
}

/** The states after, dealt to other events: row k gets the state after row order[k]; fixed variables stay. */
export function reassignAfter(events: EventTable, order: ArrayLike<number>): EventTable {
  const after = events.after.map((values, j) =>
    events.variables[j]!.isFixed ? values : Float64Array.from(values, (_, k) => values[order[k]!]!)
  )
  return { ...events, after }
}
