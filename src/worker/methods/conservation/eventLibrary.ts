import { bodySums, findBodies } from './bodies.ts'
import type { EventTable } from './eventTable.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import { monomials } from './monomials.ts'
import type { TermColumns } from './termColumns.ts'
import { usableTerms } from './usableTerms.ts'

/** Degree of the sums over bodies, which are few: ½ m v², x p_y. */
const BODY_DEGREE = 3
const MAX_TERMS = 240

/** Terms up to a degree whose values differ between the states of the events, cheapest first. */
export function eventLibrary(
  events: EventTable,
  columns: TermColumns,
  degree: number,
  own: readonly LibraryTerm[]
): LibraryTerm[] {
  const { variables, before, after } = events
  const bodies = findBodies(variables)
  const candidates = [
    ...own,
    ...(degree > 1 ? bodySums(bodies, Math.min(degree + 1, BODY_DEGREE)) : bodySums(bodies, 2)),
    ...monomials(variables, degree)
  ]
  const states = before.map((values, j) => Float64Array.from([...values, ...after[j]!]))
  return usableTerms(candidates, (term) => columns.values(term, states), MAX_TERMS)
}
