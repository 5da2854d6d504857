import { bestSubsets } from '../../numeric/bestSubsets.ts'
import { gramOf } from '../../numeric/gram.ts'
import type { Shortlist } from '../shortlist.ts'
import type { Library } from './library.ts'
import { stlsq } from './stlsq.ts'
import { sumLaw, type SumProblem } from './sumLaw.ts'
import { isPolynomial } from './term.ts'

export interface SubsetLimits {
  readonly maxTerms: number
  /** Longer sums, up to this, are only looked at where they leave nothing: chance does not do that. */
  readonly maxExactTerms: number
  /** Subsets carried from one size to the next. */
  readonly beam: number
  readonly shouldStop: () => boolean
  readonly count: (subsets: number) => void
}

/** Rows that one chosen term asks for: choosing among many terms uses up data as fitting does. */
export const ROWS_PER_TERM = 6
/** Rows of a product of two columns that take as long as a subset. */
const ROWS_PER_SUBSET = 30
/** Share of the target's square that an exact sum leaves by the Gram matrix, whose rounding is larger than its own. */
const NOTHING_LEFT = 1e-11
/** Subsets of each size that are turned into formulas. */
const PROPOSED_PER_SIZE = 5
/** Share of the length of the target below which a term of a long sum is dropped, from rough to fine. */
const THRESHOLDS = [0.3, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4]
const MAX_LONG_SUM = 12

/** The ladder: the best sums of one term, of two, … */
export function offerSubsets(
  sum: SumProblem,
  library: Library,
  hasIntercept: boolean,
  shortlist: Shortlist,
  { maxTerms, maxExactTerms, beam, shouldStop, count }: SubsetLimits
): void {
  const gram = gramOf(library.columns, sum.target.values, sum.target.weights, hasIntercept, shouldStop)
  if (gram === null) return
  count((gram.p ** 2 / 2) * (sum.target.values.length / ROWS_PER_SUBSET))
  for (const [k, subsets] of bestSubsets(gram, { maxSize: maxExactTerms, keep: beam, shouldStop, count }).entries()) {
    const drafts = subsets
      .filter(({ left }) => k < maxTerms || left < NOTHING_LEFT)
      .slice(0, PROPOSED_PER_SIZE)
      .map(({ columns }) => shortlist.offer(sumLaw(sum, library, columns, hasIntercept)))
    // beyond an exact sum further terms only fit rounding
    if (drafts.some((draft) => draft?.isExact)) return
  }
}

/** Polynomials with more terms than best subset reaches. */
export function offerLongSums(
  sum: SumProblem,
  library: Library,
  maxTerms: number,
  shortlist: Shortlist,
  shouldStop: () => boolean
): void {
  const rows = sum.target.values.length
  const polynomial = library.terms.flatMap((term, t) => (isPolynomial(term) ? [t] : []))
  const kept = polynomial.slice(0, Math.floor(rows / 3))
  const columns = [...kept.map((t) => library.columns[t]!), new Float64Array(rows).fill(1)]
  for (const threshold of THRESHOLDS) {
    if (shouldStop()) return
    const support = stlsq(columns, sum.target.values, sum.target.weights, threshold)
    const chosen = support.filter((c) => c < kept.length).map((c) => kept[c]!)
    if (chosen.length <= maxTerms || chosen.length > Math.min(MAX_LONG_SUM, rows / ROWS_PER_TERM)) continue
    shortlist.offer(sumLaw(sum, library, chosen, support.includes(kept.length)))
  }
}
