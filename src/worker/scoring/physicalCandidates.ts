import {
  combineDimensions,
  DIMENSIONLESS,
  equalDimensions,
  isDimensionless,
  type Dimension
} from '../../shared/domain/dimension.ts'
import { constant } from '../../shared/domain/expr.ts'
import type { ExactCandidate } from '../../shared/domain/law.ts'
import { parseUnit } from '../../shared/expression/units.ts'
import { constantBits } from './descriptionLength.ts'
import { PHYSICAL_CONSTANTS } from './physicalConstants.ts'

/** A product of powers of at most two constants of nature. */
interface Combination {
  readonly name: string
  readonly value: number
  readonly dimension: Dimension
  readonly bits: number
}

const POWERS = [1, -1, 2, -2, 0.5, -0.5] as const
/** Beyond the first power. */
const POWER_BITS = 1.5
const LARGEST = 8
/** Standard errors within which a value is looked for, and relative to the fitted value where the fit is exact. */
const REACH = 4
const CLOSE = 1e-7
/** A number that is known worse than this could be anything. */
const MAX_RELATIVE_ERROR = 0.05
const PI_POWERS = [0, 1, -1, 2, -2] as const
const PI_BITS = 2
const MAX_CANDIDATES = 3

let combinations: readonly Combination[] | null = null

/**
 * Constants of nature, their powers and products of two, times a small fraction and a power of π, that could stand for a
 * fitted number of known unit: `3/2*k_B`, `h/k_B`, `1/(4*pi*epsilon_0)`; in the unit of the number, best first, at most
 * three. None for pure numbers, which are no quantities of nature's choosing.
 * @param unit of the number as the user's units give it, or null where it is not known
 */
export function physicalCandidates(
  fitted: number,
  standardError: number | null,
  unit: string | null
): Omit<ExactCandidate, 'bits'>[] {
  if (unit === null || !Number.isFinite(fitted) || fitted === 0) return []
  const { dimension, factor } = parseUnit(unit)
  if (isDimensionless(dimension)) return []
  const error = (standardError ?? 0) / Math.abs(fitted)
  if (!(error < MAX_RELATIVE_ERROR)) return []
  const reach = Math.max(REACH * error, CLOSE)
  combinations ??= combine()
  const found: { readonly candidate: Omit<ExactCandidate, 'bits'>; readonly cost: number }[] = []
  for (const combination of combinations) {
    if (!equalDimensions(combination.dimension, dimension)) continue
    const ratio = (fitted * factor) / combination.value
    for (const piPower of PI_POWERS) {
      const pi = Math.PI ** piPower
      for (let denominator = 1; denominator <= LARGEST; denominator++) {
        const numerator = Math.round((ratio / pi) * denominator)
        if (numerator === 0 || Math.abs(numerator) > LARGEST || hasCommonDivisor(numerator, denominator)) continue
        const off = (numerator * pi) / (denominator * ratio) - 1
        if (Math.abs(off) > reach) continue
        const bits = combination.bits + constantBits(constant(numerator, denominator)) + PI_BITS * Math.abs(piPower)
        const candidate = {
          value: constant((combination.value * numerator * pi) / (denominator * factor)),
          text: nameOf(numerator, denominator, piPower, combination.name),
          nameBits: bits
        }
        found.push({ candidate, cost: bits + 0.5 * Math.LOG2E * (off / Math.max(error, CLOSE)) ** 2 })
      }
    }
  }
  return found
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MAX_CANDIDATES)
    .map(({ candidate }) => candidate)
}

/** Every constant with every power, and the products of two of them. */
function combine(): Combination[] {
  const nameBits = Math.log2(PHYSICAL_CONSTANTS.length)
  const singles = PHYSICAL_CONSTANTS.flatMap(({ symbol, value, unit }, index) => {
    const { dimension } = parseUnit(unit)
    return POWERS.map((power) => ({
      index,
      name: power === 1 ? symbol : `${symbol}^${power < 0 || power % 1 !== 0 ? `(${fractionOf(power)})` : power}`,
      value: value ** power,
      dimension: combineDimensions(DIMENSIONLESS, dimension, power),
      bits: nameBits + (power === 1 ? 0 : POWER_BITS)
    }))
  })
  const pairs = singles.flatMap((a) =>
    singles
      .filter((b) => b.index > a.index)
      .map((b) => ({
        name: `${a.name}*${b.name}`,
        value: a.value * b.value,
        dimension: combineDimensions(a.dimension, b.dimension),
        bits: a.bits + b.bits
      }))
  )
  return [...singles, ...pairs].filter(({ value, dimension }) => value > 0 && !isDimensionless(dimension))
}

function fractionOf(power: number): string {
  return power % 1 === 0 ? String(power) : `${2 * power}/2`
}

function nameOf(numerator: number, denominator: number, piPower: number, name: string): string {
  const pi = piPower === 0 ? [] : [piPower === 1 ? 'pi' : `pi^${piPower < 0 ? `(${piPower})` : piPower}`]
  const sign = numerator < 0 ? '-' : ''
  const size = Math.abs(numerator)
  const front = denominator === 1 ? (size === 1 ? [] : [String(size)]) : [`${size}/${denominator}`]
  return sign + [...front, ...pi, name].join('*')
}

function hasCommonDivisor(numerator: number, denominator: number): boolean {
  for (let k = 2; k <= denominator; k++) if (numerator % k === 0 && denominator % k === 0) return true
  return false
}
