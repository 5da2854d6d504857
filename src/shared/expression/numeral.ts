import { constant, constValue, param, type Const, type Expr, type Param } from '../domain/expr.ts'
import { greatestCommonDivisor } from './greatestCommonDivisor.ts'

/** A number in a formula: exact or fitted. */
export type Numeral = Const | Param

export const ZERO = constant(0)
export const ONE = constant(1)
export const MINUS_ONE = constant(-1)
export const HALF = constant(1, 2)

export function isNumeral(expr: Expr): expr is Numeral {
  return expr.kind === 'const' || expr.kind === 'param'
}

export function numeralValue(numeral: Numeral): number {
  return numeral.kind === 'const' ? constValue(numeral) : numeral.value
}

export function isExactly(expr: Expr, whole: number): boolean {
  return expr.kind === 'const' && expr.symbol === null && expr.numerator === whole && expr.denominator === 1
}

/** e itself, the base of exp. */
export function isEuler(expr: Expr): boolean {
  return expr.kind === 'const' && expr.symbol === 'e' && isExactly({ ...expr, symbol: null }, 1)
}

export function isWhole(numeral: Numeral): boolean {
  return numeral.kind === 'const' && numeral.symbol === null && Number.isInteger(constValue(numeral))
}

/**
 * numerator/denominator · symbol in lowest terms with a positive denominator. What is no ratio of safe integers becomes
 * a decimal over 1; null where that is not finite or has vanished.
 */
export function rational(numerator: number, denominator: number, symbol: Const['symbol'] = null): Const | null {
  if (denominator === 0) return null
  if (Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) {
    const divisor = greatestCommonDivisor(Math.abs(numerator), Math.abs(denominator)) * Math.sign(denominator)
    // adding 0 turns −0 into 0
    return numerator === 0 ? ZERO : constant(numerator / divisor + 0, denominator / divisor, symbol)
  }
  const value = numerator / denominator
  return Number.isFinite(value) && (value !== 0 || numerator === 0) ? constant(value, 1, symbol) : null
}

/** The sum as one number, fitted if either is; null where no single number is equal to it, as for 1 + π. */
export function addNumerals(a: Numeral, b: Numeral): Numeral | null {
  if (a.kind === 'param' || b.kind === 'param') return finiteParam(numeralValue(a) + numeralValue(b))
  if (a.numerator === 0) return b
  if (b.numerator === 0) return a
  if (a.symbol !== b.symbol) return null
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator, a.symbol)
}

/** The product as one number; null for π·π, π·e, and where it would overflow. */
export function multiplyNumerals(a: Numeral, b: Numeral): Numeral | null {
  if (a.kind === 'param' || b.kind === 'param') return finiteParam(numeralValue(a) * numeralValue(b))
  if (a.symbol !== null && b.symbol !== null) return null
  const numerator = a.numerator * b.numerator
  if (numerator === 0 && a.numerator !== 0 && b.numerator !== 0) return null
  return rational(numerator, a.denominator * b.denominator, a.symbol ?? b.symbol)
}

export function negateNumeral(numeral: Numeral): Numeral {
  if (numeral.kind === 'param') return param(0 - numeral.value)
  return { ...numeral, numerator: 0 - numeral.numerator }
}

/** base^exponent as one number; null where it is irrational, as √2, or undefined, and where it would overflow or vanish. */
export function powerOfNumeral(base: Numeral, exponent: Numeral): Numeral | null {
  if (base.kind === 'param' || exponent.kind === 'param') {
    const power = numeralValue(base) ** numeralValue(exponent)
    return power === 0 && numeralValue(base) !== 0 ? null : finiteParam(power)
  }
  if (base.symbol !== null || exponent.symbol !== null) return isExactly(exponent, 1) ? base : null
  const root = exactRoot(base, exponent.denominator)
  if (root === null || !Number.isInteger(exponent.numerator)) return null
  const power = exponent.numerator
  const [top, bottom] = power < 0 ? [root.denominator, root.numerator] : [root.numerator, root.denominator]
  const numerator = top ** Math.abs(power)
  return numerator === 0 && top !== 0 ? null : rational(numerator, bottom ** Math.abs(power))
}

function exactRoot(base: Const, degree: number): Const | null {
  if (degree === 1) return base
  if (base.numerator < 0) return null
  const [top, bottom] = [base.numerator, base.denominator].map((part) => Math.round(part ** (1 / degree))) as [
    number,
    number
  ]
  return top ** degree === base.numerator && bottom ** degree === base.denominator ? constant(top, bottom) : null
}

/** A decimal such as 1.5 as the ratio of small numbers that has the same value; other numbers stay. */
export function asSmallRational(numeral: Numeral): Numeral {
  if (numeral.kind === 'param' || numeral.symbol !== null) return numeral
  const value = constValue(numeral)
  for (let denominator = 1; denominator <= 20; denominator++) {
    const numerator = value * denominator
    if (Number.isSafeInteger(numerator) && numerator / denominator === value) return rational(numerator, denominator)!
  }
  return numeral
}

/** A fitted number with the value; null where that is not finite. */
export function finiteParam(value: number): Param | null {
  // adding 0 turns −0 into 0
  return Number.isFinite(value) ? param(value + 0) : null
}
