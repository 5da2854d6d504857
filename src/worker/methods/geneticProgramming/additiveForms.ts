import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { orthonormalBase, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { usableTransforms, type TargetTransform, type TransformId } from '../targetTransform.ts'
import type { Feature } from './featurePool.ts'
import { scaledBy, scaleValues, affine } from './scaling.ts'
import { tryForm, type FormSearch } from './formSearch.ts'
import { createRanking } from './ranking.ts'
import { pairs, residualColumns, singles, type Pair } from './screen.ts'

/** Features that take part in the search over all pairs; its cost grows with the square. */
const PAIR_FEATURES = 900
const PAIR_FEATURES_TRANSFORMED = 600
const KEEP = 3
/** Forms with two terms that are tried with a third, and features that may be the third. */
const EXTENDED = 10
const THIRD_FEATURES = 3600
const FIT_STEPS = 12
const ROUNDING = 1e-10
const TRANSFORMS: readonly TransformId[] = ['identity', 'reciprocal', 'square', 'inverseSquare']

/**
 * Sums of features with free factors: T(y) ≈ a + b u, a + b u + c v over all pairs of the cheapest features, and the best
 * of those with one more term, for T(y) in y, 1/y, y², 1/y². Yields between pieces of work.
 */
export function* additiveForms(search: FormSearch, pool: readonly Feature[]): Generator<void> {
  const { fitness, operators } = search
  yield* scaledFeatures(search, pool)
  if (!operators.includes('add')) return
  for (const transform of usableTransforms(fitness.table.y, new Set(operators))) {
    if (TRANSFORMS.includes(transform.id)) yield* sums(search, pool, transform)
    if (search.shouldStop()) return
  }
}

/** y ≈ b u and a + b u for every feature. */
function* scaledFeatures({ fitness, archive }: FormSearch, pool: readonly Feature[]): Generator<void> {
  for (const { values, expression, complexity } of pool) {
    const { lossAlone, slopeAlone, loss, offset, slope } = scaleValues(values, fitness.table)
    if (archive.wouldAdmit(complexity + 3, lossAlone)) archive.offer(scaledBy(slopeAlone, expression), lossAlone)
    if (archive.wouldAdmit(complexity + 6, loss)) archive.offer(affine(offset, slope, expression), loss)
  }
  fitness.countScalings(pool.length)
  yield
}

function* sums(search: FormSearch, pool: readonly Feature[], transform: TargetTransform): Generator<void> {
  const { table } = search.fitness
  const isIdentity = transform.id === 'identity'
  const target = table.y.map((value) => transform.evaluate(value))
  // Var T(y) ≈ σ² T'(y)²
  const rootWeights = table.y.map(
    (value, i) => Math.sqrt(table.weights?.[i] ?? 1) / Math.abs(transform.derivative(value))
  )
  if (!target.every(Number.isFinite) || !rootWeights.every(Number.isFinite)) return
  const squares = rootWeights.map((root) => root * root)
  const ones = new Float64Array(table.n).fill(1)
  const isNegative = table.y[0]! < 0
  const values = pool.map((feature) => feature.values)
  const cost = (k: number) => pool[k]!.complexity
  const size = largest(target)

  /** The sum with the coefficients of the linear fit, taken back to y and fitted there. */
  function trySum(hasOffset: boolean, features: readonly Feature[]): void {
    const columns = [...(hasOffset ? [ones] : []), ...features.map((feature) => feature.values)]
    const fit = leastSquares(columns, target, squares)
    if (fit === null) return
    const slopes = hasOffset ? fit.coefficients.subarray(1) : fit.coefficients
    // a term that is only what rounding left would be a number too many
    const terms: Expr[] = features.flatMap(({ expression, values: column }, k) =>
      Math.abs(slopes[k]!) * largest(column) < ROUNDING * size ? [] : [scaledBy(slopes[k]!, expression)]
    )
    const hasRealOffset = hasOffset && Math.abs(fit.coefficients[0]!) >= ROUNDING * size
    if (hasRealOffset) terms.unshift(param(fit.coefficients[0]!))
    if (terms.length === 0) return
    const sum = terms.reduce((a, b) => apply('add', a, b))
    tryForm(search, transform.invert(sum, isNegative), FIT_STEPS)
  }

  let best: readonly Pair[] = []
  for (const hasOffset of [true, false]) {
    const base = orthonormalBase(hasOffset ? [ones] : [], rootWeights)
    const rest = takeOut(base, weighted(target, rootWeights))
    if (rest === null) return
    const limit = isIdentity ? PAIR_FEATURES : PAIR_FEATURES_TRANSFORMED
    const residuals = residualColumns(values, base, rootWeights, limit)
    if (!isIdentity) for (const { i } of bestSingles(singles(residuals, rest), cost)) trySum(hasOffset, [pool[i]!])
    const found = pairs(residuals, rest, cost, KEEP, () => search.shouldStop())
    search.fitness.countPairs(residuals.columns.length)
    yield
    for (const { i, j } of found) {
      trySum(hasOffset, [pool[i]!, pool[j]!])
      yield
    }
    if (hasOffset) best = found.toSorted((a, b) => a.left - b.left).slice(0, EXTENDED)
  }
  for (const { i, j } of best) {
    if (search.shouldStop()) return
    const base = orthonormalBase([ones, values[i]!, values[j]!], rootWeights)
    const rest = takeOut(base, weighted(target, rootWeights))
    if (rest === null) continue
    const residuals = residualColumns(values, base, rootWeights, THIRD_FEATURES)
    search.fitness.countScalings(residuals.columns.length)
    for (const third of bestSingles(singles(residuals, rest), cost)) trySum(true, [pool[i]!, pool[j]!, pool[third.i]!])
    yield
  }
}

/** The feature that leaves least, for each complexity. */
function bestSingles(
  found: readonly { readonly i: number; readonly left: number }[],
  cost: (k: number) => number
): { readonly i: number }[] {
  const ranking = createRanking<{ readonly i: number }>(1)
  for (const single of found) ranking.add(cost(single.i), single.left, single)
  return ranking.items().map(({ item }) => item)
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
