import { apply, constant, constValue, type Const, type Expr } from '../../shared/domain/expr.ts'
import { simplify } from '../../shared/expression/simplify.ts'
import { constantBits, decimalDigits } from './descriptionLength.ts'
import { exponentBits } from './structurePrior.ts'

const MAX_DENOMINATOR = 12
/** Larger whole numbers, fractions and multiples mean nothing: they fit anything. */
const MAX_WHOLE = 1000
const MAX_NUMERATOR = 48
const MAX_CANDIDATES = 5
/** Standard errors within which an exact value is looked for; what it costs in fit decides, not this. */
const REACH = 4
/** Where the fit is exact to rounding, an exact value must agree this closely, relative to the fitted one. */
const CLOSE = 1e-7
const MAX_DECIMAL_DIGITS = 6

/** A number with a name, of which laws have simple fractions. */
interface NamedNumber {
  readonly value: number
  /** The named number times p/q, as a formula. */
  readonly times: (numerator: number, denominator: number) => Expr
  /** Bits to name it. */
  readonly bits: number
  /** Largest numerator and denominator in front of it. */
  readonly largest: number
}

const pi = constant(1, 1, 'pi')
const root = (argument: Const): Expr => apply('sqrt', argument)

/** Below 48, a multiple of π; the others only with numbers up to 12: there are many of them. */
const NAMED_NUMBERS: readonly NamedNumber[] = [
  { value: Math.PI, times: (p, q) => constant(p, q, 'pi'), bits: 3, largest: MAX_NUMERATOR },
  {
    value: 1 / Math.PI,
    times: (p, q) => apply('div', constant(p), constant(q, 1, 'pi')),
    bits: 4,
    largest: MAX_NUMERATOR
  },
  named(Math.SQRT2, root(constant(2)), 5),
  named(Math.sqrt(3), root(constant(3)), 6),
  named(Math.sqrt(Math.PI), root(pi), 6),
  { value: 1 / Math.sqrt(Math.PI), times: (p, q) => apply('div', constant(p, q), root(pi)), bits: 6, largest: 12 },
  named(Math.sqrt(2 * Math.PI), root(constant(2, 1, 'pi')), 6),
  { value: 1 / Math.sqrt(2 * Math.PI), times: (p, q) => apply('div', constant(p, q), root(constant(2, 1, 'pi'))), bits: 6, largest: 12 }, // prettier-ignore
  named(Math.PI ** 2, apply('pow', pi, constant(2)), 6),
  { value: Math.PI ** -2, times: (p, q) => apply('div', constant(p, q), apply('pow', pi, constant(2))), bits: 7, largest: 12 }, // prettier-ignore
  named(Math.LN2, apply('log', constant(2)), 6),
  { value: Math.E, times: (p, q) => constant(p, q, 'e'), bits: 6, largest: 12 }
]

function named(value: number, expr: Expr, bits: number): NamedNumber {
  return { value, times: (p, q) => apply('mul', constant(p, q), expr), bits, largest: 12 }
}

/**
 * Exact values that could stand for a fitted number, as formulas of constants: whole numbers, fractions with
 * denominators up to 12, the same times π, 1/π, a root, ln 2 or e, and short decimals; the five that describe it best,
 * simplest first.
 * An exponent is a plain number.
 */
export function exactConstants(value: number, standardError: number | null, isExponent = false): Expr[] {
  if (!Number.isFinite(value) || value === 0) return []
  const reach = Math.max(REACH * (standardError ?? 0), CLOSE * Math.abs(value))
  // a number that is hardly known at all has no meaningful exact value
  if (reach > 0.5 * Math.abs(value)) return []
  const price = isExponent ? exponentBits : constantBits
  const found: { readonly exact: Expr; readonly bits: number; readonly value: number }[] = []
  for (const fraction of fractionsNear(value, reach, MAX_NUMERATOR, MAX_WHOLE)) {
    found.push({ exact: fraction, bits: price(fraction), value: constValue(fraction) })
  }
  for (const { value: unit, times, bits, largest } of isExponent ? [] : NAMED_NUMBERS) {
    for (const fraction of fractionsNear(value / unit, reach / unit, largest, largest)) {
      const { numerator, denominator } = fraction
      const exact = simplify(times(numerator, denominator))
      found.push({ exact, bits: bits + constantBits(fraction), value: (unit * numerator) / denominator })
    }
  }
  const decimal = shortestDecimal(value, reach)
  if (decimal !== null && !found.some(({ exact }) => exact.kind === 'const' && constValue(exact) === decimal)) {
    found.push({ exact: constant(decimal), bits: price(constant(decimal)), value: decimal })
  }
  const width = standardError || reach
  // what an exact value costs beside the fitted one: its own bits, and ½ z² log₂ e for lying z standard errors off
  const cost = (near: { readonly bits: number; readonly value: number }) =>
    near.bits + 0.5 * Math.LOG2E * ((near.value - value) / width) ** 2
  return found
    .sort((a, b) => cost(a) - cost(b))
    .slice(0, MAX_CANDIDATES)
    .sort((a, b) => a.bits - b.bits)
    .map(({ exact }) => exact)
}

/** Fractions in lowest terms within reach of a value. */
function fractionsNear(value: number, reach: number, maxNumerator: number, maxWhole: number): Const[] {
  const found: Const[] = []
  for (let denominator = 1; denominator <= MAX_DENOMINATOR; denominator++) {
    const numerator = Math.round(value * denominator)
    const most = denominator === 1 ? maxWhole : maxNumerator
    if (numerator === 0 || Math.abs(numerator) > most || hasCommonDivisor(numerator, denominator)) continue
    if (Math.abs(numerator / denominator - value) <= reach) found.push(constant(numerator, denominator))
  }
  return found
}

function hasCommonDivisor(numerator: number, denominator: number): boolean {
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
