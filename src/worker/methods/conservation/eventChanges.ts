import { standardDeviation } from '../../numeric/statistics.ts'
import type { ChangeTable } from './changeTable.ts'
import type { EventTable } from './eventTable.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import type { TermColumns } from './termColumns.ts'

/** How the errors of measurements are taken to grow: with the value, or not; and whether fixed variables have any. */
export interface NoiseModel {
  readonly kind: 'relative' | 'additive'
  readonly includesFixed: boolean
}

export const NOISE_MODELS: readonly NoiseModel[] = [
  { kind: 'relative', includesFixed: false },
  { kind: 'additive', includesFixed: false },
  { kind: 'relative', includesFixed: true },
  { kind: 'additive', includesFixed: true }
]

/** Share of the spread of a column below which a relative error does not fall: the least that an instrument tells. */
const LEAST_RELATIVE = 1e-3

/** Changes of the terms through every event, with noise sources of the size of the value (or of the spread). */
export function eventChanges(
  events: EventTable,
  terms: readonly LibraryTerm[],
  columns: TermColumns,
  model: NoiseModel
): ChangeTable {
  const { n, variables, before, after } = events
  const values = terms.map((term) => {
    const start = columns.values(term, before)
    return columns.values(term, after).map((value, i) => value - start[i]!)
  })
  const none = new Float64Array(n)
  const slopesAt = (j: number, state: readonly Float64Array[], errors: Float64Array) =>
    terms.map((term) => columns.slope(term, j, state)?.map((slope, i) => slope * errors[i]!) ?? none)
  const slopes = variables.flatMap(({ isFixed }, j) => {
    if (isFixed && !model.includesFixed) return []
    const spread = standardDeviation([...before[j]!, ...after[j]!])
    const start = slopesAt(j, before, errorsOf(before[j]!, spread, model))
    const end = slopesAt(j, after, errorsOf(after[j]!, spread, model))
    // one error of a mass enters before and after alike
    return isFixed ? [end.map((column, a) => column.map((slope, i) => slope - start[a]![i]!))] : [start, end]
  })
  return { n, values, group: null, groups: 0, slopes, rowOf: null }
}

function errorsOf(values: Float64Array, spread: number, { kind }: NoiseModel): Float64Array {
  return values.map((value) => (kind === 'additive' ? spread : Math.max(Math.abs(value), LEAST_RELATIVE * spread)))
}
