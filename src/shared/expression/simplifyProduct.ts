import { constant, type Expr } from '../domain/expr.ts'
import { evaluate } from './evaluate.ts'
import { buildProduct, joinProducts, productOf, type Factor, type Product } from './factors.ts'
import {
  addNumerals,
  asSmallRational,
  finiteParam,
  isEuler,
  isExactly,
  isNumeral,
  isWhole,
  MINUS_ONE,
  multiplyNumerals,
  numeralValue,
  ONE,
  powerOfNumeral,
  ZERO,
  type Numeral
} from './numeral.ts'
import { doubleAngle } from './doubleAngle.ts'
import { joinRoots, splitRoots } from './joinRoots.ts'
import { simplifyFunction } from './simplifyFunction.ts'
import { hasVariable, structureKey } from './structure.ts'
import { sumOf, termsOf } from './terms.ts'

/** Higher powers of products and quotients stay closed: their parts would overflow where the whole does not. */
const LARGEST_OPENED = 16
const TWO = constant(2)

/** coefficient · Π base^exponent in its one simple form: equal bases merged, fitted numbers combined. */
export function simplifyProduct(product: Product): Expr {
  let current = mergeExponentials(mergeBases(splitRoots(expandFactors(product))))
  // a merged power may be simple enough to be opened again, as |x|·|x| is x²
  for (let before = ''; before !== keyOf(current);) {
    before = keyOf(current)
    current = mergeExponentials(mergeBases(splitRoots(expandFactors(current))))
  }
  if (isExactly(current.coefficient, 0)) return ZERO
  const absorbed = doubleAngle(absorbConstants(current), (argument) => simplifyProduct(scale(productOf(argument), TWO)))
  return buildProduct(scaleSum(joinRoots(absorbed)))
}

/** base^exponent for any simplified exponent. */
export function simplifyPower(base: Expr, exponent: Expr): Expr {
  const product = productOf(exponent)
  if (isNumeral(exponent) && (exponent.kind === 'param' || exponent.symbol === null))
    return simplifyProduct({ coefficient: ONE, factors: [{ base, exponent: asSmallRational(exponent) }] })
  if (isExactly(base, 1)) return ONE
  const logarithm = isEuler(base) ? ONE : null
  const inner = logarithm ?? (base.kind === 'apply' && base.operator === 'exp' ? base.args[0]! : null)
  if (inner) return simplifyFunction('exp', simplifyProduct(joinProducts(productOf(inner), product)))
  return { kind: 'apply', operator: 'pow', args: [base, exponent] }
}

const keyOf = ({ coefficient, factors }: Product): string =>
  [coefficient, ...factors.flatMap(({ base, exponent }) => [base, exponent])].map(structureKey).join(' ')

function expandFactors({ coefficient, factors }: Product): Product {
  return factors.map(openPower).reduce(joinProducts, { coefficient, factors: [] })
}

/** One power as a product of simpler ones, where that keeps every defined value. */
function openPower({ base, exponent }: Factor): Product {
  const closed: Product = { coefficient: ONE, factors: [{ base, exponent }] }
  if (isExactly(exponent, 0)) return { coefficient: ONE, factors: [] }
  if (isNumeral(base)) {
    const value = powerOfNumeral(base, exponent)
    if (value) return productOf(value)
    if (isEuler(base)) return isExactly(exponent, 1) ? closed : productOf(simplifyFunction('exp', exponent))
    const product = productOf(base)
    return (
      (product.factors.length === 0 || isExactly(product.coefficient, 1)
        ? null
        : openPowerOfProduct(product, exponent)) ?? closed
    )
  }
  if (isExactly(exponent, 1)) {
    const product = productOf(base)
    return product.factors[0]?.base === base ? closed : expandFactors(product)
  }
  if (base.kind !== 'apply') return closed
  const [argument] = base.args
  switch (base.operator) {
    case 'exp':
      return productOf(simplifyFunction('exp', simplifyProduct(scale(productOf(argument!), exponent))))
    case 'abs':
      return isEven(exponent) ? expandFactors({ coefficient: ONE, factors: [{ base: argument!, exponent }] }) : closed
    case 'cbrt':
      return isWhole(exponent) && numeralValue(exponent) % 3 === 0
        ? expandFactors({
            coefficient: ONE,
            factors: [{ base: argument!, exponent: asSmallRational(third(exponent)) }]
          })
        : closed
    case 'mul':
    case 'div':
    case 'neg':
    case 'sqrt':
    case 'pow': {
      const product = productOf(base)
      return (product.factors[0]?.base === base ? null : openPowerOfProduct(product, exponent)) ?? closed
    }
    default:
      return closed
  }
}

const third = (exponent: Numeral): Numeral => ({
  kind: 'const',
  numerator: numeralValue(exponent) / 3,
  denominator: 1,
  symbol: null
})

function isEven(exponent: Numeral): boolean {
  return isWhole(exponent) && numeralValue(exponent) % 2 === 0
}

/**
 * (c·Π b^a)^k. Whole k go to every factor; others only where no sign can be lost: (c·x)^k is |c|^k·(±x)^k, (x²)^k is
 * |x|^(2k). Null where the power stays closed.
 */
function openPowerOfProduct({ coefficient, factors }: Product, exponent: Numeral): Product | null {
  if (isWhole(exponent)) {
    if (Math.abs(numeralValue(exponent)) > LARGEST_OPENED) return null
    const powers = factors.map((factor) => raise(factor, exponent))
    if (powers.includes(null)) return null
    return expandFactors({
      coefficient: ONE,
      factors: [{ base: coefficient, exponent }, ...powers.filter((power) => power !== null)]
    })
  }
  const sign = numeralValue(coefficient) < 0 ? MINUS_ONE : ONE
  const size = multiplyNumerals(coefficient, sign)!
  const power = powerOfNumeral(size, exponent)
  const [only] = factors
  if (factors.length === 1 && isExactly(coefficient, 1) && !isExactly(only!.exponent, 1)) {
    const raised = raise(only!, exponent)
    if (!raised) return null
    const base = isEven(only!.exponent) ? simplifyFunction('abs', raised.base) : raised.base
    return expandFactors({ coefficient: ONE, factors: [{ base, exponent: raised.exponent }] })
  }
  if (!power || isExactly(size, 1)) return null
  const inner = buildProduct({ coefficient: sign, factors })
  return joinProducts(
    { coefficient: power, factors: [] },
    expandFactors({ coefficient: ONE, factors: [{ base: inner, exponent }] })
  )
}

function raise({ base, exponent }: Factor, power: Numeral): Factor | null {
  const product = multiplyNumerals(exponent, power)
  return product && { base, exponent: product }
}

function scale(product: Product, by: Numeral): Product {
  return joinProducts({ coefficient: by, factors: [] }, product)
}

function mergeBases({ coefficient, factors }: Product): Product {
  const merged = new Map<string, Factor>()
  for (const factor of factors) {
    const key = structureKey(factor.base)
    const other = merged.get(key)
    const exponent = other ? addNumerals(other.exponent, factor.exponent) : factor.exponent
    // exponents that cannot be added stay two factors
    merged.set(exponent ? key : `${key} ${merged.size}`, { base: factor.base, exponent: exponent ?? factor.exponent })
  }
  return { coefficient, factors: [...merged.values()].filter(({ exponent }) => !isExactly(exponent, 0)) }
}

/** exp(u)·exp(v) is exp(u + v), and e counts as exp(1) beside another. */
function mergeExponentials({ coefficient, factors }: Product): Product {
  const isE = ({ base }: Factor) => isEuler(base)
  const isExp = ({ base }: Factor) => base.kind === 'apply' && base.operator === 'exp'
  const members = factors.filter((factor) => isE(factor) || isExp(factor))
  if (members.length < 2 || !members.some(isExp)) return { coefficient, factors }
  const exponents = members.flatMap(({ base, exponent }) => {
    const inner = base.kind === 'apply' ? base.args[0]! : ONE
    return termsOf(simplifyProduct(scale(productOf(inner), exponent)))
  })
  const rest = factors.filter((factor) => !members.includes(factor))
  return joinProducts({ coefficient, factors: rest }, productOf(simplifyFunction('exp', sumOf(exponents))))
}

/** A fitted number takes up every constant beside it. */
function absorbConstants({ coefficient, factors }: Product): Product {
  if (coefficient.kind !== 'param') return { coefficient, factors }
  const fixed = factors.filter(({ base }) => !hasVariable(base))
  const value = finiteParam(evaluate(buildProduct({ coefficient, factors: fixed }), {}))
  if (fixed.length === 0 || value === null) return { coefficient, factors }
  return { coefficient: value, factors: factors.filter(({ base }) => hasVariable(base)) }
}

/** A number times a sum in which every term has a fitted number of its own goes into that sum. */
function scaleSum({ coefficient, factors }: Product): Product {
  const unchanged = { coefficient, factors }
  if (isExactly(coefficient, 1)) return unchanged
  const found = factors.findIndex(({ base, exponent }) => {
    if (!isExactly(exponent, 1) && !isExactly(exponent, -1)) return false
    const terms = termsOf(base)
    return terms.length > 1 && terms.every((term) => term.coefficient.kind === 'param')
  })
  const factor = factors[found]
  const by = factor && powerOfNumeral(coefficient, factor.exponent)
  if (!by) return unchanged
  const terms = termsOf(factor.base).map(({ coefficient: own, body }) => {
    const scaled = multiplyNumerals(own, by)
    return scaled && { coefficient: scaled, body }
  })
  if (terms.includes(null)) return unchanged
  const base = sumOf(terms.filter((term) => term !== null))
  return { coefficient: ONE, factors: factors.with(found, { base, exponent: factor.exponent }) }
}
