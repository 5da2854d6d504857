import { equalDimensions } from '../../../shared/domain/dimension.ts'
import { findCircuits, type CircuitLimits } from './circuits.ts'
import { momentsOf, pickTerms, type ChangeTable, type Moments } from './changeTable.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import { smallestEigen } from './smallestEigen.ts'

/** A minimal set of terms of which some combination hardly changes. */
export interface CandidateSupport {
  readonly support: readonly number[]
  /** Misfit with equal weights. */
  readonly roughMisfit: number
  readonly cost: number
}

/** Price of one more unit among the terms: the coefficient then has a unit of its own. */
const COST_OF_UNIT = 4

/** Price of a set of terms: theirs, one for each, and more where they cannot be added without a unit in a coefficient. */
export function costOf(terms: readonly LibraryTerm[]): number {
  const own = terms.reduce((sum, { cost }) => sum + cost + 1, 0)
  const known = terms.map(({ dimension }) => dimension).filter((dimension) => dimension !== null)
  const different = known.filter((one, i) => !known.slice(0, i).some((other) => equalDimensions(one, other)))
  return own + COST_OF_UNIT * Math.max(0, different.length - 1)
}

/** Candidates among all terms of the table, the most promising first by rows · ln misfit + 2 cost. */
export function findCandidates(
  table: ChangeTable,
  terms: readonly LibraryTerm[],
  limits: CircuitLimits,
  rows: number,
  least: number
): CandidateSupport[] {
  const moments = momentsOf(table)
  const rank = ({ roughMisfit, cost }: CandidateSupport) => rows * Math.log(Math.max(roughMisfit, least)) + 2 * cost
  return candidatesOf(moments, terms, findCircuits(moments, limits)).sort((a, b) => rank(a) - rank(b))
}

export function candidatesOf(
  moments: Moments,
  terms: readonly LibraryTerm[],
  supports: readonly (readonly number[])[]
): CandidateSupport[] {
  return supports.map((support) => ({
    support,
    roughMisfit: roughMisfit(moments, support),
    cost: costOf(support.map((a) => terms[a]!))
  }))
}

function roughMisfit({ p, changes, noise }: Moments, support: readonly number[]): number {
  const part = (matrix: Float64Array) => support.flatMap((a) => support.map((b) => matrix[a * p + b]!))
  return smallestEigen(part(changes), part(noise), support.length).value
}

/** Restricts a table to one candidate. */
export function tableOf(table: ChangeTable, { support }: Pick<CandidateSupport, 'support'>): ChangeTable {
  return pickTerms(table, support)
}
