import { constant, type Const } from '../../../shared/domain/expr.ts'

/** Exponents of laws have small denominators. */
const DENOMINATORS = [1, 2, 3, 4]
/** Nearer than this a simple exponent is always proposed: the judge weighs the digits saved against the fit lost. */
const ALWAYS_WITHIN = 0.03
const STANDARD_ERRORS = 4
/** Above it a fit is too vague to say anything. */
const NEVER_BEYOND = 0.3

/**
 * The simplest fraction k/1, k/2, k/3 or k/4 near a fitted exponent, or null. "Near" is generous, for a small systematic
 * error can be many standard errors of a precise fit.
 */
export function nearbyExponent(value: number, standardError: number): Const | null {
  const tolerance = Math.min(NEVER_BEYOND, Math.max(ALWAYS_WITHIN, STANDARD_ERRORS * standardError))
  for (const denominator of DENOMINATORS) {
    const numerator = Math.round(value * denominator)
    if (Math.abs(value - numerator / denominator) <= tolerance) return constant(numerator, denominator)
  }
  return null
}

/** The nearest whole or half number, however far. */
export function nearestHalf(value: number): Const {
  const twice = Math.round(2 * value)
  return twice % 2 === 0 ? constant(twice / 2) : constant(twice, 2)
}
