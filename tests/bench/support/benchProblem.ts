import { BASE_UNITS, type Dimension } from '../../../src/shared/domain/dimension.ts'
import { DEFAULT_OPERATORS } from '../../../src/shared/domain/operators.ts'
import type { Problem } from '../../../src/shared/domain/problem.ts'
import { toFunction } from '../../../src/shared/expression/evaluate.ts'
import { formatUnitPowers } from '../../../src/shared/expression/formatUnitPowers.ts'
import { createRandom, type Random } from '../../../src/worker/numeric/random.ts'
import { splitRows } from '../../../src/worker/scoring/splitRows.ts'
import type { TableLaw } from './formulaTable.ts'

export interface Points {
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
}

/** Share of the range added on both sides for points beyond the data. */
const WIDEN = 0.25
/** Where the law is so many times larger than in the data there is a pole, beside which other errors do not show. */
const LARGEST = 10

/** Points of a law, drawn evenly from its ranges. */
export function drawPoints(law: TableLaw, n: number, random: Random): Points {
  return draw(law, n, random, { widen: 0, largest: Infinity })
}

/** Points of an enlarged range, never through zero, in which the law is not far larger than in these data. */
export function drawFreshPoints(law: TableLaw, n: number, random: Random, data: Points): Points {
  const largest = LARGEST * data.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return draw(law, n, random, { widen: WIDEN, largest })
}

/** Rows without a finite value, or with too large a one, are drawn again; fewer than n where there are hardly others. */
function draw(
  law: TableLaw,
  n: number,
  random: Random,
  { widen, largest }: { readonly widen: number; readonly largest: number }
): Points {
  const names = law.ranges.map(({ name }) => name)
  const value = toFunction(law.formula, names)
  const x = names.map(() => new Float64Array(n))
  const y = new Float64Array(n)
  const point = new Float64Array(names.length)
  let drawn = 0
  for (let tries = 0; drawn < n && tries < 100 * n; tries++) {
    law.ranges.forEach(({ low, high }, j) => {
      const width = widen * (high - low)
      const from = low > 0 ? Math.max(low - width, low / 2) : low - width
      point[j] = from + (high + width - from) * random.next()
    })
    const target = value(point)
    if (!Number.isFinite(target) || Math.abs(target) > largest) continue
    x.forEach((column, j) => (column[drawn] = point[j]!))
    y[drawn++] = target
  }
  return { x: x.map((column) => column.slice(0, drawn)), y: y.slice(0, drawn) }
}

/** The question put to the search: rows of the law with noise of the given share of the spread of the target. */
export function benchProblem(
  law: Pick<TableLaw, 'target' | 'ranges' | 'text'>,
  { x, y }: Points,
  noise: number,
  seed: number,
  units: ReadonlyMap<string, Dimension> | null
): Problem {
  const random = createRandom(seed + 1)
  const spread = standardDeviation(y)
  const quantity = (name: string) => {
    const dimension = units?.get(name) ?? null
    return { name, unit: dimension && unitOf(dimension), dimension }
  }
  return {
    target: quantity(law.target),
    inputs: law.ranges.map(({ name }) => quantity(name)),
    n: y.length,
    x,
    y: y.map((value) => value + noise * spread * random.normal()),
    weights: null,
    part: splitRows(x, seed),
    operators: operatorsFor(law),
    maxComplexity: 60,
    seeds: []
  }
}

/** The dimension in SI base units; `-` for a pure number. */
function unitOf(dimension: Dimension): string {
  return formatUnitPowers(dimension.map((exponent, i) => ({ symbol: BASE_UNITS[i]!, exponent }))) || '-'
}

/** The default set; the inverse functions are asked for where an output is an angle, as a user would. */
function operatorsFor(law: Pick<TableLaw, 'text'>): Problem['operators'] {
  const isAngle = /arcsin|arccos|asin|acos/.test(law.text)
  return isAngle ? [...DEFAULT_OPERATORS, 'asin', 'acos'] : DEFAULT_OPERATORS
}

export function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}
