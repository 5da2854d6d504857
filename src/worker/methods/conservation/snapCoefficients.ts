import { inverse, Matrix } from 'ml-matrix'
import { momentsOf, type ChangeTable } from './changeTable.ts'
import { measureInvariant, weightsOf } from './fitInvariant.ts'
import { greatestCommonDivisor } from '../../../shared/expression/greatestCommonDivisor.ts'

/** p/q in lowest terms with q ≥ 1, with the price log₂ p + log₂ q of naming it. */
interface Fraction {
  readonly value: number
  readonly numerator: number
  readonly denominator: number
  readonly cost: number
}

export interface Coefficient {
  readonly value: number
  /** Numerator and denominator where the value is exact. */
  readonly exact: readonly [number, number] | null
  /** Standard error of a value that is not. */
  readonly error: number | null
}

export interface SnappedCoefficients {
  readonly coefficients: readonly Coefficient[]
  /** Price of naming the numbers; one that is not exact costs INEXACT. */
  readonly cost: number
}

const MAX_DENOMINATOR = 12
const MAX_NUMERATOR = 60
/** Standard errors within which a fraction may stand for a coefficient. */
const REACH = 3
/** Fractions as cheap as 1/2, 2 or 3 may stand for any coefficient; others only where it is known well enough. */
const CHEAP = 2.6
const INEXACT = 12
/** Relative to its size, the least error that a coefficient is taken to have: rounding. */
const ROUNDING = 1e-7
const FRACTIONS = fractions()

/**
 * The coefficients with exact fractions where the data allow them. The simplest fraction within reach goes first; the
 * other coefficients then move to where they fit best beside it, as terms such as a and log a are correlated and would
 * each be off alone. Every term in turn is tried as the one with coefficient 1, and the cheapest result wins. `rows` is
 * the number of independent rows, `least` the misfit below which differences mean nothing.
 */
export function snapCoefficients(
  table: ChangeTable,
  fitted: ArrayLike<number>,
  rows: number,
  least: number
): SnappedCoefficients {
  const s = fitted.length
  if (s === 1) return { coefficients: [{ value: 1, exact: [1, 1], error: null }], cost: 0 }
  let best: SnappedCoefficients | null = null
  for (let unit = 0; unit < s; unit++) {
    const snapped = snapAround(table, fitted, unit, rows, least)
    if (best === null || snapped.cost < best.cost) best = snapped
  }
  return best!
}

function snapAround(
  table: ChangeTable,
  fitted: ArrayLike<number>,
  unit: number,
  rows: number,
  least: number
): SnappedCoefficients {
  const start = Float64Array.from(fitted, (value) => value / fitted[unit]!)
  const misfit = measureInvariant(table, start).misfit
  const price = Math.max(misfit, least)
  const free = [...start.keys()].filter((i) => i !== unit)
  let covariance = covarianceOf(table, start, free, misfit, price / rows)
  const values = free.map((i) => start[i]!)
  const errors = free.map((_, x) => errorAt(covariance, x, values[x]!))
  const chosen = new Map<number, Fraction>()
  const open = new Set(free.keys())
  let cost = 0
  while (open.size > 0) {
    const next = [...open]
      .map((x) => ({ x, fraction: fractionNear(values[x]!, errorAt(covariance, x, values[x]!), errors[x]!) }))
      .sort((a, b) => (a.fraction?.cost ?? INEXACT) - (b.fraction?.cost ?? INEXACT))[0]!
    const { x, fraction } = next
    cost += fraction?.cost ?? INEXACT
    open.delete(x)
    if (fraction === null) continue
    const step = Math.sign(values[x]!) * fraction.value - values[x]!
    const own = covariance.get(x, x) || Number.MIN_VALUE
    for (const y of open) values[y] = values[y]! + (covariance.get(y, x) / own) * step
    const conditioned = covariance.clone()
    for (const y of open)
      for (const z of open)
        conditioned.set(y, z, covariance.get(y, z) - (covariance.get(y, x) * covariance.get(x, z)) / own)
    covariance = conditioned
    values[x] = values[x]! + step
    chosen.set(x, fraction)
  }
  const snapped = start.slice()
  free.forEach((i, x) => void (snapped[i] = values[x]!))
  const isKept =
    measureInvariant(table, snapped).misfit <= Math.max(misfit, least) + (price * (9 + 2 * free.length)) / rows
  const coefficients = Array.from(start, (value, i): Coefficient => {
    if (i === unit) return { value: 1, exact: [1, 1], error: null }
    const x = free.indexOf(i)
    const fraction = isKept ? chosen.get(x) : undefined
    if (fraction === undefined) return { value: isKept ? snapped[i]! : value, exact: null, error: errors[x]! }
    const numerator = Math.sign(snapped[i]!) * fraction.numerator
    return { value: numerator / fraction.denominator, exact: [numerator, fraction.denominator], error: null }
  })
  return { coefficients, cost: isKept ? cost : cost + 20 + INEXACT * free.length }
}

/** Covariance of the free coefficients: A − λN is half the curvature of rows · misfit. */
function covarianceOf(
  table: ChangeTable,
  coefficients: Float64Array,
  free: readonly number[],
  misfit: number,
  scale: number
): Matrix {
  const { p, changes, noise } = momentsOf(table, weightsOf(table, coefficients))
  const least = Math.min(misfit, ...free.map((i) => changes[i * p + i]! / noise[i * p + i]!))
  // the mean noise of the whole quantity turns the weights, which are relative, into inverse variances
  let variance = 0
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++) variance += coefficients[a]! * coefficients[b]! * noise[a * p + b]!
  const sizes = free.map((i) => Math.sqrt(changes[i * p + i]!) || 1)
  const curvature = Matrix.zeros(free.length, free.length)
  free.forEach((i, x) =>
    free.forEach((j, y) => {
      const entry = (changes[i * p + j]! - least * noise[i * p + j]!) / (sizes[x]! * sizes[y]!)
      curvature.set(x, y, x === y ? entry * (1 + 1e-9) : entry)
    })
  )
  const inverted = inverse(curvature, true)
  free.forEach((_, x) =>
    free.forEach((__, y) => inverted.set(x, y, (inverted.get(x, y) * scale * variance) / (sizes[x]! * sizes[y]!)))
  )
  return inverted
}

function errorAt(covariance: Matrix, x: number, value: number): number {
  return Math.max(Math.sqrt(Math.max(covariance.get(x, x), 0)), ROUNDING * Math.abs(value))
}

/** The cheapest fraction within reach of a value, if the value is known well enough for it (`error` alone, free). */
function fractionNear(value: number, error: number, freeError: number): Fraction | null {
  const size = Math.abs(value)
  const affordable = Math.max(CHEAP, Math.log2(size / freeError) - 2)
  return (
    FRACTIONS.find((fraction) => fraction.cost <= affordable && Math.abs(fraction.value - size) < REACH * error) ?? null
  )
}

function fractions(): Fraction[] {
  const found: Fraction[] = []
  for (let denominator = 1; denominator <= MAX_DENOMINATOR; denominator++)
    for (let numerator = 1; numerator <= MAX_NUMERATOR; numerator++)
      if (greatestCommonDivisor(numerator, denominator) === 1)
        found.push({
          value: numerator / denominator,
          numerator,
          denominator,
          cost: Math.log2(numerator) + Math.log2(denominator) + (denominator > 1 ? 0.5 : 0)
        })
  return found.sort((a, b) => a.cost - b.cost)
}
