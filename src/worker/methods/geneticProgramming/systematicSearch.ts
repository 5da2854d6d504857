import { additiveForms } from './additiveForms.ts'
import { featurePool } from './featurePool.ts'
import type { Count } from './fitness.ts'
import type { FormSearch } from './formSearch.ts'
import { singleFactorForms, twoFactorForms } from './logForms.ts'
import { parametricForms } from './parametricForms.ts'

const MAX_COMPLEXITY = 9
const MAX_FEATURES = 9000

/**
 * Looks at the short formulas in order: products, curves with fitted numbers inside, sums. The same for every seed but
 * for the choice of rows. Offers what it finds to the archive and yields between pieces of work.
 */
export function* systematicSearch(search: FormSearch, count: Count): Generator<void> {
  const { table } = search.fitness
  const limits = { maxComplexity: Math.min(MAX_COMPLEXITY, search.maxComplexity), maxFeatures: MAX_FEATURES }
  const poolUpTo = (maxComplexity: number) =>
    featurePool(table, search.operators, { ...limits, maxComplexity }, count, () => search.shouldStop())
  const inputs = poolUpTo(1)
  if (search.shouldStop()) return
  // curves of single inputs take a tenth of the work of the pool
  yield* parametricForms(search, inputs, true)
  const pool = poolUpTo(limits.maxComplexity)
  yield
  yield* singleFactorForms(search, pool)
  yield* additiveForms(search, pool)
  yield* twoFactorForms(search, pool)
  yield* parametricForms(search, pool, false)
}
