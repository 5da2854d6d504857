import { create, createUnitDependencies, unitDependencies } from 'mathjs'
import { combineDimensions, DIMENSIONLESS, type Dimension } from '../domain/dimension.ts'
import { EXTRA_UNITS, PURE_NUMBERS, UNIT_SPELLINGS } from './unitSymbols.ts'
import { badUnit, parseUnitText } from './unitText.ts'

/** One of the unit is `factor` in SI base units. Zero points, as of °C, are not part of it. */
export interface Unit {
  readonly dimension: Dimension
  readonly factor: number
}

const math = create({ ...createUnitDependencies, ...unitDependencies })
math.createUnit(EXTRA_UNITS)

/** What mathjs knows of a unit but does not declare: exponents of mass, length, time, current, temperature, cd, mol. */
interface MathUnit {
  readonly value: number
  readonly dimensions: readonly number[]
}

const known = new Map<string, Unit | null>()

/**
 * Reads a unit such as `m/s^2`, `kg·m/s²`, `d AU^(-3/2)`, `µm`, `°C`, `%`, `M☉`. Angles and counts are pure numbers.
 * @throws AppError badUnit.
 */
export function parseUnit(text: string): Unit {
  let dimension = DIMENSIONLESS
  let factor = 1
  if (Object.hasOwn(PURE_NUMBERS, text.trim())) return { dimension, factor: PURE_NUMBERS[text.trim()]! }
  for (const { symbol, exponent } of parseUnitText(text)) {
    const unit = lookUp(symbol)
    if (!unit) throw badUnit(text, symbol)
    dimension = combineDimensions(dimension, unit.dimension, exponent)
    factor *= unit.factor ** exponent
  }
  return { dimension, factor }
}

function lookUp(symbol: string): Unit | null {
  if (!known.has(symbol)) known.set(symbol, resolve(symbol))
  return known.get(symbol)!
}

function resolve(symbol: string): Unit | null {
  if (/^[\d.]/.test(symbol)) return { dimension: DIMENSIONLESS, factor: Number(symbol) }
  if (Object.hasOwn(PURE_NUMBERS, symbol)) return { dimension: DIMENSIONLESS, factor: PURE_NUMBERS[symbol]! }
  if (Object.hasOwn(UNIT_SPELLINGS, symbol)) return fromMath(UNIT_SPELLINGS[symbol]!)
  // mathjs writes micro as u; k, M, … before a sign such as Ω
  const plain = symbol.replace(/^[\u00B5\u03BC](?=.)/u, 'u').replace(/Ω$/u, 'ohm')
  return fromMath(plain)
}

function fromMath(name: string): Unit | null {
  if (!/^[A-Za-z/]+$/.test(name)) return null
  try {
    const { value, dimensions } = math.unit(1, name) as unknown as MathUnit
    const [mass = 0, length = 0, time = 0, current = 0, temperature = 0, light = 0, amount = 0] = dimensions
    return { dimension: [length, mass, time, current, temperature, amount, light], factor: value }
  } catch {
    return null
  }
}
