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

/**
 * Points of a law, drawn evenly from its ranges; rows without a finite value are drawn again.
 * @param widen share of the range added on both sides, never through zero: points beyond the data
 */
export function drawPoints(law: TableLaw, n: number, random: Random, widen = 0): Points {
  const names = law.ranges.map(({ name }) => name)
  const value = toFunction(law.formula, names)
  const x = names.map(() => new Float64Array(n))
  const y = new Float64Array(n)
  const point = new Float64Array(names.length)
  for (let i = 0, tries = 0; i < n && tries < 100 * n; tries++) {
    law.ranges.forEach(({ low, high }, j) => {
      const width = widen * (high - low)
      const from = low > 0 ? Math.max(low - width, low / 2) : low - width
      point[j] = from + (high + width - from) * random.next()
    })
    const target = value(point)
    if (!Number.isFinite(target)) continue
    x.forEach((column, j) => (column[i] = point[j]!))
    y[i++] = target
  }
  return { x, y }
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
