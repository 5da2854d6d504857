import { apply, constant, type Expr } from '../domain/expr.ts'
import type { Factor, Product } from './factors.ts'
import { isExactly, isWhole, multiplyNumerals, numeralValue, powerOfNumeral } from './numeral.ts'
import { structureKey } from './structure.ts'

/**
 * c·sin(u)^k·cos(u)^k as c/2^k·sin(2u)^k for whole k. Only where there is a number to take up the 2, or it would be no
 * shorter.
 * @param double 2·u in its simplest form
 */
export function doubleAngle(product: Product, double: (argument: Expr) => Expr): Product {
  const { coefficient, factors } = product
  if (isExactly(coefficient, 1) || isExactly(coefficient, -1)) return product
  for (const sine of factors) {
    const cosine = factors.find((factor) => isPair(sine, factor))
    if (cosine === undefined || sine.base.kind !== 'apply') continue
    const halves = powerOfNumeral(constant(1, 2), sine.exponent)
    const scaled = halves && multiplyNumerals(coefficient, halves)
    if (scaled === null) continue
    const base = apply('sin', double(sine.base.args[0]!))
    const rest = factors.filter((factor) => factor !== sine && factor !== cosine)
    return doubleAngle({ coefficient: scaled, factors: [...rest, { base, exponent: sine.exponent }] }, double)
  }
  return product
}

function isPair(sine: Factor, cosine: Factor): boolean {
  if (sine.base.kind !== 'apply' || cosine.base.kind !== 'apply') return false
  if (sine.base.operator !== 'sin' || cosine.base.operator !== 'cos') return false
  if (!isWhole(sine.exponent) || numeralValue(sine.exponent) !== numeralValue(cosine.exponent)) return false
  return structureKey(sine.base.args[0]!) === structureKey(cosine.base.args[0]!)
}
