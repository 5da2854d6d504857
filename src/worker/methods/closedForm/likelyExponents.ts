import { DIMENSIONLESS, type Dimension } from '../../../shared/domain/dimension.ts'
import { constant, param, type Const, type Param } from '../../../shared/domain/expr.ts'
import { exponentsInTurn, leftBy, priceOf, type DimensionRule, type NormalSystem } from './exponentsInTurn.ts'
import type { WrittenFactor } from './factor.ts'
import type { ProductTarget } from './productTarget.ts'
import type { Workbench } from './workbench.ts'

/** Exponents of factors, tried in every combination. */
const LIKELY: readonly Const[] = [1, -1, 2, -2, 3, -3]
  .map((value) => constant(value))
  .concat([constant(1, 2), constant(-1, 2)])
/** A combination is worth trying if it leaves at most so many times σ² more than free exponents. */
const WORSE_SIGMAS = 12
const MAX_COMBINATIONS = 4

/** Exponents with their price. */
export interface PricedExponents {
  readonly exponents: readonly (Const | Param)[]
  /** Bits of the exponents and of what they leave of the data. */
  readonly bits: number
}

/**
 * Exponents of the inputs and of factors beside them as noisy data and units allow, best first: those of the factors
 * likely ones, for powers of an input and of a factor that looks like one are rounded wrongly together; the others
 * rounded in turn.
 */
export function likelyExponents(
  bench: Workbench,
  target: ProductTarget,
  system: NormalSystem,
  factors: readonly WrittenFactor[]
): PricedExponents[] {
  const first = system.p - factors.length
  const rates = new Map<number, Const | Param>(
    factors.flatMap(({ isExponent }, k) => (isExponent ? [[first + k, param(0)] as const] : []))
  )
  const free = leftBy(system, rates)
  if (free === null) return []
  const variance = free / Math.max(1, system.n - system.p)
  const combinations = combinationsOf(factors, first)
    .map((known) => new Map<number, Const | Param>([...known, ...rates]))
    .map((known) => ({ known, left: leftBy(system, known) ?? Infinity }))
    .filter(({ left }) => left < free + WORSE_SIGMAS * variance)
    .sort((a, b) => a.left - b.left)
    .slice(0, MAX_COMBINATIONS)
  const rule = dimensionRule(bench, target, factors)
  const found = new Map<string, PricedExponents>()
  for (const known of [...combinations.map((combination) => combination.known), rates]) {
    for (const own of rule === null ? [null] : [rule, null]) {
      const exponents = exponentsInTurn(system, known, own)
      if (exponents === null) continue
      const left = leftBy(system, new Map(exponents.map((exponent, k) => [k + 1, exponent])))
      if (left === null) continue
      const bits = 0.5 * system.n * Math.log2(left) + exponents.reduce((sum, exponent) => sum + priceOf(exponent), 0)
      found.set(JSON.stringify(exponents), { exponents, bits })
    }
  }
  return [...found.values()].sort((a, b) => a.bits - b.bits)
}

/** Exponents for every factor that is no exponential; none where there is no such factor. */
function combinationsOf(factors: readonly WrittenFactor[], first: number): Map<number, Const>[] {
  let combinations: Map<number, Const>[] = [new Map<number, Const>()]
  factors.forEach(({ isExponent }, k) => {
    if (isExponent) return
    combinations = combinations.flatMap((known) =>
      LIKELY.map((exponent) => new Map([...known, [first + k, exponent] as const]))
    )
  })
  return combinations.filter(({ size }) => size > 0)
}

/** Null where units are not known. */
function dimensionRule(
  { units, loggable }: Workbench,
  { isPlain }: ProductTarget,
  factors: readonly WrittenFactor[]
): DimensionRule | null {
  if (units === null) return null
  const dimensions: Dimension[] = loggable.map((j) => units.inputs[j]!)
  for (const { dimension } of factors) {
    if (dimension === null) return null
    dimensions.push(dimension)
  }
  return { dimensions, target: isPlain ? units.target : DIMENSIONLESS }
}
