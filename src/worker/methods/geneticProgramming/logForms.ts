import type { Expr } from '../../../shared/domain/expr.ts'
import { extentOf } from './extent.ts'
import type { Feature } from './featurePool.ts'
import { tryForm, type FormSearch } from './formSearch.ts'
import { refineStart } from '../../numeric/goldenSection.ts'
import { createLogDomain, type LogColumn, type LogDomain } from './logDomain.ts'
import { LOG_FACTORS } from './logFactors.ts'
import { productForms } from './productForms.ts'
import { createRanking } from './ranking.ts'
import { pairs, residualColumns, singles } from './screen.ts'

const PAIR_FEATURES = 700
const KEEP = 4
/** Arguments that factors with a number inside are tried on. */
const ARGUMENTS = 60
const REFINEMENTS = 14

/**
 * Products: y ≈ c · Π xⱼ^pⱼ · f^q · exp(b u), linear in log|y|, with one of the last factors and with or without powers
 * of the inputs. A form found there is fitted again in y itself, its exponents rounded to halves where that does no harm.
 */
export function* singleFactorForms(search: FormSearch, pool: readonly Feature[]): Generator<void> {
  const { fitness, operators } = search
  if (!operators.includes('mul')) return
  for (const hasPowers of [false, true]) {
    const domain = createLogDomain(fitness.table, hasPowers)
    if (domain === null) return
    tryProduct(search, domain, [])
    yield
    if (domain.target === null) continue
    const columns = logColumns(pool, operators.includes('exp'))
    const residuals = residualColumns(valuesOf(columns), domain.base, domain.rootWeights, columns.length)
    const best = createRanking<LogColumn>(KEEP)
    for (const { i, left } of singles(residuals, domain.target)) best.add(columns[i]!.complexity, left, columns[i]!)
    fitness.countScalings(columns.length)
    yield
    for (const { item } of best.items()) {
      tryProduct(search, domain, [item])
      yield
    }
  }
}

/** Products with two further factors, or with one that has a number inside. */
export function* twoFactorForms(search: FormSearch, pool: readonly Feature[]): Generator<void> {
  const { fitness, operators } = search
  if (!operators.includes('mul')) return
  const domain = createLogDomain(fitness.table, true)
  if (domain === null || domain.target === null) return
  yield* parametricFactors(search, domain, pool)
  const columns = logColumns(pool, operators.includes('exp'))
  const residuals = residualColumns(valuesOf(columns), domain.base, domain.rootWeights, PAIR_FEATURES)
  const cost = (k: number) => columns[k]!.complexity
  const found = pairs(residuals, domain.target, cost, KEEP, () => search.shouldStop())
  fitness.countPairs(residuals.columns.length)
  yield
  for (const { i, j } of found) {
    if (search.shouldStop()) return
    tryProduct(search, domain, [columns[i]!, columns[j]!])
    yield
  }
}

function valuesOf(columns: readonly LogColumn[]): Float64Array[] {
  return columns.map(({ values }) => values)
}

/** One factor with a number inside, which golden section finds on the residual in the log domain. */
function* parametricFactors(search: FormSearch, domain: LogDomain, pool: readonly Feature[]): Generator<void> {
  const { fitness, operators } = search
  const factors = LOG_FACTORS.filter((factor) => factor.operators.every((id) => operators.includes(id)))
  const best = createRanking<Expr>(KEEP)
  for (const u of pool.filter((feature) => !feature.isTranscendental).slice(0, ARGUMENTS)) {
    for (const factor of factors) {
      const lossAt = (c: number) => domain.left(fitness.values(factor.term(u.expression, c)))
      const starts = factor.starts(extentOf(u.values))
      const losses = starts.map(lossAt)
      const i = losses.indexOf(losses.reduce((least, loss) => Math.min(least, loss), Infinity))
      if (i < 0) continue
      const c = refineStart(starts, i, REFINEMENTS, lossAt)
      best.add(u.complexity, lossAt(c), factor.term(u.expression, c))
    }
    if (search.shouldStop()) return
    yield
  }
  for (const { item, cost } of best.items()) {
    const column = logColumn({
      expression: item,
      complexity: cost,
      values: fitness.values(item),
      isTranscendental: true
    })
    if (column !== null) tryProduct(search, domain, [column])
    yield
  }
}

function tryProduct(search: FormSearch, domain: LogDomain, columns: readonly LogColumn[]): void {
  const coefficients = domain.solve(columns.map(({ values }) => values))
  if (coefficients === null) return
  for (const form of productForms(coefficients, domain.inputs, columns, search.operators)) tryForm(search, form)
}

function logColumns(pool: readonly Feature[], canExponentiate: boolean): LogColumn[] {
  return pool.flatMap((feature) => {
    const factor = logColumn(feature)
    const exponent = { ...feature, isExponent: true }
    const columns: LogColumn[] = canExponentiate && !feature.isTranscendental ? [exponent] : []
    return factor === null ? columns : [factor, ...columns]
  })
}

/** log|f|, or null where f is 0 or not finite on a row. */
function logColumn(feature: Feature): LogColumn | null {
  const values = feature.values.map((value) => Math.log(Math.abs(value)))
  return values.every(Number.isFinite) ? { ...feature, isExponent: false, values } : null
}
