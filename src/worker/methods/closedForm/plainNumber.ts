import { constant, param, type Const, type Param } from '../../../shared/domain/expr.ts'

const MAX_DENOMINATOR = 4
const MAX_NUMERATOR = 8

/** Whole numbers, simple fractions and simple multiples of π as structure, anything else as a number to be fitted. */
export function plainNumber(value: number): Const | Param {
  return rationalNear(value, 1e-12) ?? multipleOfPi(value) ?? param(value)
}

/** k/1, k/2, k/3 or k/4 within the tolerance, the smallest denominator first. */
export function rationalNear(value: number, tolerance: number, maxNumerator = MAX_NUMERATOR): Const | null {
  for (let denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
    const numerator = Math.round(value * denominator)
    if (Math.abs(numerator) > maxNumerator * denominator) continue
    if (Math.abs(value - numerator / denominator) <= tolerance) return constant(numerator, denominator)
  }
  return null
}

function multipleOfPi(value: number): Const | null {
  const rational = rationalNear(value / Math.PI, 1e-12)
  return rational === null || rational.numerator === 0 ? null : { ...rational, symbol: 'pi' }
}
