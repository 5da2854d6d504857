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
  const pool = featurePool(table, search.operators, limits, count, () => search.shouldStop())
  yield
  yield* singleFactorForms(search, pool)
  yield* parametricForms(search, pool, true)
  yield* additiveForms(search, pool)
  yield* twoFactorForms(search, pool)
  yield* parametricForms(search, pool, false)
}
