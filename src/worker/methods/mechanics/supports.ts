import { bestSubsets } from '../../numeric/bestSubsets.ts'
import { gramOf } from '../../numeric/gram.ts'
import { backwardElimination } from '../dynamics/backwardElimination.ts'

/** Subsets of each size that are looked at again. */
const KEPT = 10
const PRICED = 4
/** Elimination from all columns costs their number to the fourth power. */
const MOST_SHRUNK = 100

/** Sets of columns that may make up the target, small and large ones; columns that are not finite or 0 are left out. */
export function supportsOf(
  design: readonly Float64Array[],
  target: Float64Array,
  maxTerms: number,
  shouldStop: () => boolean
): (readonly number[])[] {
  const usable = design.flatMap((column, c) =>
    column.every(Number.isFinite) && column.some((value) => value !== 0) ? [c] : []
  )
  if (usable.length === 0 || shouldStop()) return []
  const gram = gramOf(
    usable.map((c) => design[c]!),
    target,
    null,
    false
  )
  if (gram === null) return []
  const maxSize = Math.min(maxTerms, usable.length)
  const grown = bestSubsets(gram, { maxSize, keep: KEPT, shouldStop }).flatMap((subsets) => subsets.slice(0, PRICED))
  const shrunk = gram.p <= MOST_SHRUNK ? backwardElimination(gram, maxSize, shouldStop) : []
  const supports = [...grown.map(({ columns }) => columns), ...shrunk]
  const own = supports.map((support) => support.map((c) => usable[c]!))
  return [...new Map(own.map((support) => [support.join(), support])).values()]
}
