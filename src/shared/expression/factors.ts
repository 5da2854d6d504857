import { apply, constant, type Expr } from '../domain/expr.ts'
import {
  HALF,
  isExactly,
  isNumeral,
  MINUS_ONE,
  multiplyNumerals,
  negateNumeral,
  numeralValue,
  ONE,
  powerOfNumeral,
  type Numeral
} from './numeral.ts'
import { hasVariable, shapeKey, structureKey } from './structure.ts'

/** base^exponent with a number for exponent. */
export interface Factor {
  readonly base: Expr
  readonly exponent: Numeral
}

/** coefficient · Π base^exponent. The coefficient is fitted or rational: π and e are factors. */
export interface Product {
  readonly coefficient: Numeral
  readonly factors: readonly Factor[]
}

/** Takes a simplified formula apart into a number and powers; a formula that is no product is its own only factor. */
export function productOf(expr: Expr): Product {
  if (expr.kind === 'param') return { coefficient: expr, factors: [] }
  if (expr.kind === 'const') {
    const { numerator, denominator, symbol } = expr
    if (symbol === null) return { coefficient: expr, factors: [] }
    return {
      coefficient: constant(numerator, denominator),
      factors: [{ base: constant(1, 1, symbol), exponent: ONE }]
    }
  }
  if (expr.kind === 'apply') {
    const [a, b] = expr.args
    switch (expr.operator) {
      case 'neg':
        return joinProducts({ coefficient: MINUS_ONE, factors: [] }, productOf(a!))
      case 'mul':
        return joinProducts(productOf(a!), productOf(b!))
      case 'div':
        return joinProducts(productOf(a!), invert(productOf(b!)))
      case 'sqrt':
        return { coefficient: ONE, factors: [{ base: a!, exponent: HALF }] }
      case 'pow':
        if (isNumericExponent(b!)) return { coefficient: ONE, factors: [{ base: a!, exponent: b }] }
        break
      default:
    }
  }
  return { coefficient: ONE, factors: [{ base: expr, exponent: ONE }] }
}

/** Fitted and rational exponents can be added; π as an exponent is left alone. */
export function isNumericExponent(expr: Expr): expr is Numeral {
  return isNumeral(expr) && (expr.kind === 'param' || expr.symbol === null)
}

/** The product of two products. A number that no single number can hold becomes a factor. */
export function joinProducts(a: Product, b: Product): Product {
  const coefficient = multiplyNumerals(a.coefficient, b.coefficient)
  const factors = [...a.factors, ...b.factors]
  if (coefficient) return { coefficient, factors }
  return { coefficient: a.coefficient, factors: [...factors, { base: b.coefficient, exponent: ONE }] }
}

function invert({ coefficient, factors }: Product): Product {
  const inverse = powerOfNumeral(coefficient, MINUS_ONE)
  const inverted = factors.map(({ base, exponent }) => ({ base, exponent: negateNumeral(exponent) }))
  if (inverse) return { coefficient: inverse, factors: inverted }
  return { coefficient: ONE, factors: [...inverted, { base: coefficient, exponent: MINUS_ONE }] }
}

/**
 * Puts a product together: the number first, then constants, variables by name, functions, sums; negative exact powers
 * below a fraction bar. Nothing is merged.
 */
export function buildProduct({ coefficient, factors }: Product): Expr {
  const { number, rest } = foldSymbol(coefficient, [...factors].sort(compareFactors))
  const above = rest.filter(({ exponent }) => !isBelow(exponent)).map(buildFactor)
  const below = rest
    .filter(({ exponent }) => isBelow(exponent))
    .map(({ base, exponent }) => buildFactor({ base, exponent: negateNumeral(exponent) }))
  const isSign = isExactly(number, 1) || isExactly(number, -1)
  const numerator = above.length > 0 && isSign ? chain(above) : chain([number, ...above])
  const fraction = below.length > 0 ? apply('div', numerator, chain(below)) : numerator
  return above.length > 0 && isExactly(number, -1) ? apply('neg', fraction) : fraction
}

function isBelow(exponent: Numeral): boolean {
  // the sign of a fitted exponent may change with the fit, and the shape of a formula must not
  return exponent.kind === 'const' && exponent.numerator < 0
}

/** 2 · π is one constant. */
function foldSymbol(number: Numeral, factors: readonly Factor[]): { number: Numeral; rest: readonly Factor[] } {
  const found = factors.findIndex(
    ({ base, exponent }) => base.kind === 'const' && base.symbol !== null && isExactly(exponent, 1)
  )
  const product = found < 0 ? null : multiplyNumerals(number, factors[found]!.base as Numeral)
  return product ? { number: product, rest: factors.filter((_, i) => i !== found) } : { number, rest: factors }
}

function buildFactor({ base, exponent }: Factor): Expr {
  if (isExactly(exponent, 1)) return base
  return exponent.kind === 'const' && numeralValue(exponent) === 0.5
    ? apply('sqrt', base)
    : apply('pow', base, exponent)
}

function chain(factors: readonly Expr[]): Expr {
  return factors.reduce((left, right) => apply('mul', left, right))
}

function compareFactors(a: Factor, b: Factor): number {
  return (
    factorClass(a.base) - factorClass(b.base) ||
    compareTexts(shapeKey(a.base), shapeKey(b.base)) ||
    compareTexts(shapeKey(a.exponent), shapeKey(b.exponent)) ||
    compareTexts(structureKey(a.base), structureKey(b.base))
  )
}

function factorClass(base: Expr): number {
  if (!hasVariable(base)) return 0
  if (base.kind === 'var') return 1
  return base.kind === 'apply' && (base.operator === 'add' || base.operator === 'sub') ? 3 : 2
}

/** By code units, so that the order does not depend on the language of the machine. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
