import type { Column, ColumnSummary } from '../../shared/domain/dataset.ts'
import { describeDimension } from '../../shared/expression/describeDimension.ts'

const BINS = 12
const MOST_DISTINCT = 1000

/**
 * Summarises a column for the window; missing cells are only counted. Without any value the numbers are NaN. The standard
 * deviation is that of a sample (n − 1; Welford 1962, DOI 10.1080/00401706.1962.10490022), 0 for one value.
 */
export function summariseColumn(column: Column, formula: string | null = null): ColumnSummary {
  const { name, unit, dimension } = column.variable
  const head = { name, unit, dimension: dimension && describeDimension(dimension), role: column.role, formula }
  if (column.kind === 'label') {
    const missing = column.codes.reduce((count, code) => count + (code < 0 ? 1 : 0), 0)
    const distinct = Math.min(column.levels.length, MOST_DISTINCT)
    return { ...head, kind: 'label', missing, distinct, ...NO_NUMBERS, histogram: [], origin: null }
  }
  const kind = column.origin === null ? 'number' : 'time'
  return { ...head, kind, ...summariseNumbers(column.values), origin: column.origin }
}

const NO_NUMBERS = { min: NaN, max: NaN, mean: NaN, standardDeviation: NaN } as const

type NumberSummary = Pick<
  ColumnSummary,
  'missing' | 'distinct' | 'min' | 'max' | 'mean' | 'standardDeviation' | 'histogram'
>

function summariseNumbers(values: Float64Array): NumberSummary {
  const seen = new Set<number>()
  let [count, mean, squares, min, max] = [0, 0, 0, Infinity, -Infinity]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count++
    const delta = value - mean
    mean += delta / count
    squares += delta * (value - mean)
    if (value < min) min = value
    if (value > max) max = value
    if (seen.size < MOST_DISTINCT) seen.add(value)
  }
  const missing = values.length - count
  if (count === 0) return { missing, distinct: 0, ...NO_NUMBERS, histogram: [] }
  const standardDeviation = count > 1 ? Math.sqrt(squares / (count - 1)) : 0
  return { missing, distinct: seen.size, min, max, mean, standardDeviation, histogram: countBins(values, min, max) }
}

/** Counts in equal bins from min to max; the last one includes max. A constant fills the first. */
function countBins(values: Float64Array, min: number, max: number): number[] {
  const counts = new Array<number>(BINS).fill(0)
  // halves, so that the width of −1e308 … 1e308 does not overflow
  const halfWidth = max / 2 - min / 2
  for (const value of values) {
    if (Number.isNaN(value)) continue
    const bin = halfWidth > 0 ? Math.floor((BINS * (value / 2 - min / 2)) / halfWidth) : 0
    counts[Math.min(bin, BINS - 1)]!++
  }
  return counts
}
