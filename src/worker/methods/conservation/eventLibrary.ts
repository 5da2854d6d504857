import { apply, variable } from '../../../shared/domain/expr.ts'
import { DIMENSIONLESS } from '../../../shared/domain/dimension.ts'
import { bodySums, findBodies } from './bodies.ts'
import type { EventTable } from './eventTable.ts'
import { staysPositive } from './functionTerms.ts'
import { functionTerm, type LibraryTerm } from './libraryTerm.ts'
import { monomials } from './monomials.ts'
import type { TermColumns } from './termColumns.ts'
import { usableTerms } from './usableTerms.ts'

/** Degree of the sums over bodies, which are few: ½ m v², x p_y. */
const BODY_DEGREE = 3
const MAX_TERMS = 240
/** Of these the cheapest are taken: a table of many bodies has more than can be looked at. */
const MAX_MONOMIALS = 5000
const COST_OF_LOGARITHM = 3.5

/** Terms up to a degree whose values differ between the states of the events, cheapest first. */
export function eventLibrary(
  events: EventTable,
  columns: TermColumns,
  degree: number,
  own: readonly LibraryTerm[]
): LibraryTerm[] {
  const { variables } = events
  const bodies = findBodies(variables)
  const candidates = [
    ...own,
    ...(degree > 1 ? bodySums(bodies, Math.min(degree + 1, BODY_DEGREE)) : bodySums(bodies, 2)),
    ...monomials(variables, affordableDegree(variables.length, degree))
  ]
  const states = statesOf(events)
  return usableTerms(candidates, (term) => columns.values(term, states), MAX_TERMS)
}

/** The largest degree up to the one asked for of which there are not too many monomials: (v + 1)(v + 2)… / 1·2…. */
function affordableDegree(variables: number, degree: number): number {
  let count = 1
  for (let d = 1; d <= degree; d++) {
    count = (count * (variables + d)) / d
    if (d > 1 && count > MAX_MONOMIALS) return d - 1
  }
  return degree
}

/**
 * Logarithms of the changing variables that stay positive: their sums are products of powers, such as p V^γ, whatever
 * the units.
 */
export function logarithmLibrary(events: EventTable): LibraryTerm[] {
  const states = statesOf(events)
  return events.variables.flatMap(({ name, isFixed }, j) =>
    isFixed || !staysPositive(states[j]!)
      ? []
      : [functionTerm(apply('log', variable(name)), COST_OF_LOGARITHM, DIMENSIONLESS)]
  )
}

/** Of every variable, the values before all events and then those after. */
function statesOf({ before, after }: EventTable): Float64Array[] {
  return before.map((values, j) => Float64Array.from([...values, ...after[j]!]))
}
