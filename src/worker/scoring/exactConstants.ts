import { constant, type Const } from '../../shared/domain/expr.ts'
import { constantBits, decimalDigits, equalConstants } from './descriptionLength.ts'

const MAX_DENOMINATOR = 12
/** Larger whole numbers, fractions and multiples of π fit anything and mean nothing. */
const MAX_WHOLE = 1000
const MAX_NUMERATOR = 48
const MAX_CANDIDATES = 5
/** Standard errors within which an exact value is looked for; what it costs in fit decides, not this. */
const REACH = 4
/** Where the fit is exact to rounding, an exact value must agree this closely, relative to the fitted one. */
const CLOSE = 1e-7
const MAX_DECIMAL_DIGITS = 6

/**
 * Exact values that could stand for a fitted number: whole numbers, fractions with denominators up to 12, multiples of
 * π of the same kind, and short decimals; simplest first, at most five.
 */
export function exactConstants(value: number, standardError: number | null): Const[] {
  if (!Number.isFinite(value) || value === 0) return []
  const reach = Math.max(REACH * (standardError ?? 0), CLOSE * Math.abs(value))
  // a number that is hardly known at all has no meaningful exact value
  if (reach > 0.5 * Math.abs(value)) return []
  const found: Const[] = []
  const offer = (candidate: Const) => {
    if (!found.some((other) => equalConstants(other, candidate))) found.push(candidate)
  }
  for (const symbol of [null, 'pi'] as const) {
    const unit = symbol === 'pi' ? Math.PI : 1
    for (let denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
      const numerator = Math.round((value / unit) * denominator)
      const most = symbol === null && denominator === 1 ? MAX_WHOLE : MAX_NUMERATOR
      if (numerator === 0 || Math.abs(numerator) > most || divides(numerator, denominator)) continue
      if (Math.abs((numerator / denominator) * unit - value) <= reach) offer(constant(numerator, denominator, symbol))
    }
  }
  const decimal = shortestDecimal(value, reach)
  if (decimal !== null) offer(constant(decimal))
  return found.sort((a, b) => constantBits(a) - constantBits(b)).slice(0, MAX_CANDIDATES)
}

/** True where numerator/denominator is not in lowest terms. */
function divides(numerator: number, denominator: number): boolean {
  for (let k = 2; k <= denominator; k++) if (numerator % k === 0 && denominator % k === 0) return true
  return false
}

/** The decimal with the fewest significant digits within reach, or null. */
function shortestDecimal(value: number, reach: number): number | null {
  for (let digits = 1; digits <= MAX_DECIMAL_DIGITS; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.abs(rounded - value) <= reach) return decimalDigits(rounded) <= MAX_DECIMAL_DIGITS ? rounded : null
  }
  return null
}
