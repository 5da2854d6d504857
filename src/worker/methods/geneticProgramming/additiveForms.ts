import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import type { Feature } from './featurePool.ts'
import { affine, scaledBy, scaleValues } from './fitness.ts'
import { createFormShortlist, tryForm, type FormSearch } from './formSearch.ts'
import { orthonormalBase, pairs, residualColumns, singles, takeOut, weighted } from './screen.ts'

/** Features that take part in the search over all pairs; its cost grows with the square. */
const PAIR_FEATURES = 900
const KEEP_PAIRS = 3
/** Forms with two terms that are tried with a third. */
const EXTENDED = 12

/**
 * Sums of features with free factors: y ≈ b u, a + b u, a + b u + c v over all pairs of the cheapest features, and the
 * best of those with one more term. Yields between pieces of work.
 */
export function* additiveForms(search: FormSearch, pool: readonly Feature[]): Generator<void> {
  const { fitness, archive, operators } = search
  const { table } = fitness
  for (const [k, feature] of pool.entries()) {
    const scaled = scaleValues(feature.values, table)
    if (archive.wouldAdmit(feature.complexity + 3, scaled.lossAlone)) {
      archive.offer(scaledBy(scaled.slopeAlone, feature.expression), scaled.lossAlone)
    }
    if (archive.wouldAdmit(feature.complexity + 6, scaled.loss)) {
      archive.offer(affine(scaled.offset, scaled.slope, feature.expression), scaled.loss)
    }
    if (k % 2000 === 1999) yield
  }
  fitness.countScalings(pool.length)
  yield
  if (!operators.includes('add')) return

  const rootWeights = table.weights ? table.weights.map(Math.sqrt) : new Float64Array(table.n).fill(1)
  const ones = new Float64Array(table.n).fill(1)
  const values = pool.map((feature) => feature.values)
  const best: (readonly [Feature, Feature])[] = []
  for (const base of [[ones], []]) {
    const orthonormal = orthonormalBase(base, rootWeights)
    const target = takeOut(orthonormal, weighted(table.y, rootWeights))
    if (target === null) return
    const residuals = residualColumns(values, orthonormal, rootWeights, PAIR_FEATURES)
    const cost = (k: number) => pool[k]!.complexity
    const found = pairs(residuals, target, cost, KEEP_PAIRS, () => search.shouldStop())
    fitness.countPairs(residuals.columns.length)
    yield
    for (const { i, j } of found) {
      tryForm(search, sum(base.length > 0, [pool[i]!.expression, pool[j]!.expression]), 4)
    }
    if (base.length > 0) {
      const ranked = found.toSorted((a, b) => a.left - b.left).slice(0, EXTENDED)
      best.push(...ranked.map(({ i, j }) => [pool[i]!, pool[j]!] as const))
    }
    yield
  }
  for (const [u, v] of best) {
    if (search.shouldStop()) return
    const base = orthonormalBase([ones, u.values, v.values], rootWeights)
    const target = takeOut(base, weighted(table.y, rootWeights))
    if (target === null) continue
    const residuals = residualColumns(values, base, rootWeights, 4 * PAIR_FEATURES)
    const shortlist = createFormShortlist(1)
    for (const { i, left } of singles(residuals, target)) {
      shortlist.add(sum(true, [u.expression, v.expression, pool[i]!.expression]), left)
    }
    fitness.countScalings(residuals.columns.length)
    for (const form of shortlist.take()) tryForm(search, form, 4)
    yield
  }
}

/** a + Σ bₖ termₖ with every number free. */
function sum(hasOffset: boolean, terms: readonly Expr[]): Expr {
  const scaled = terms.map((term) => scaledBy(1, term))
  return (hasOffset ? [param(0), ...scaled] : scaled).reduce((a, b) => apply('add', a, b))
}
