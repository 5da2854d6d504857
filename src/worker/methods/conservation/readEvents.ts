import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { findColumn, findTimeColumn } from '../../trajectories/findColumn.ts'
import type { EventTable } from './eventTable.ts'
import { eventTableOf } from './eventTableOf.ts'
import { readLongEvents } from './readLongEvents.ts'
import { findPairs, readPairs, type ColumnPair } from './pairNames.ts'

export interface EventColumns {
  /** Pairs of columns by hand; empty for those with usual names. */
  readonly pairs: string
  /** Column that tells events apart; empty for one with a usual name. */
  readonly event: string
}

export const EVENT_NAMES = [
  'event', 'event_id', 'eventid', 'evt', 'collision', 'collision_id', 'impact', 'scattering', 'reaction', 'decay', 'shot',
  'experiment', 'trial', 'case', 'sample', 'no', 'nr'
] // prettier-ignore

/**
 * Reads events from a table with columns before and after, or from a long one with a column of events. Null where the
 * table has neither; a text says what is wrong.
 */
export function readEvents(observations: Observations, options: EventColumns): EventTable | string | null {
  const numbers = observations.columns.filter(({ isText }) => !isText)
  const names = numbers.map(({ variable }) => variable.name)
  const event = findColumn(observations, options.event || undefined, 'group', EVENT_NAMES)
  if (options.event !== '' && event === undefined) return `There is no column "${options.event}".`
  const hasTime = findTimeColumn(observations) !== undefined
  const pairs = options.pairs.trim() === '' ? findPairs(names, !hasTime) : readPairs(options.pairs, names)
  if (typeof pairs === 'string') return pairs
  const byName = (name: string) => numbers.find(({ variable }) => variable.name === name)!
  if (pairs.length > 0 && !hasRepeats(event)) return wideEvents(observations, pairs, byName, event)
  if (event === undefined) return null
  return readLongEvents(
    observations,
    event,
    pairs.map((pair) => ({ name: pair.name, before: byName(pair.before), after: byName(pair.after) })),
    options.event !== ''
  )
}

function hasRepeats(event: ObservedColumn | undefined): boolean {
  return event !== undefined && new Set(event.values).size < event.values.length
}

function wideEvents(
  observations: Observations,
  pairs: readonly ColumnPair[],
  byName: (name: string) => ObservedColumn,
  event: ObservedColumn | undefined
): EventTable | string {
  const paired = new Set(pairs.flatMap(({ before, after }) => [before, after]))
  const time = findTimeColumn(observations)
  const fixed = observations.columns.filter(
    (column) =>
      !column.isText &&
      !paired.has(column.variable.name) &&
      column !== event &&
      column !== time &&
      (column.role === 'input' || column.role === 'target') &&
      (observations.inputs === null || observations.inputs.includes(column.variable.name))
  )
  return eventTableOf(
    fixed.map(({ variable, values }) => ({ name: variable.name, dimension: variable.dimension, values })),
    pairs.map((pair) => {
      const [before, after] = [byName(pair.before), byName(pair.after)]
      return { name: pair.name, dimension: before.variable.dimension, before: before.values, after: after.values }
    }),
    `Read as events: ${pairs.map(({ name, before, after }) => `${name} from ${before} to ${after}`).join(', ')}.`
  )
}
