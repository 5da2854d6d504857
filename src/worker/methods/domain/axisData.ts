import { pickRows } from '../../numeric/pickRows.ts'
import type { DomainTable } from './domainTable.ts'

/** The rows in the order of one input, along which the law may change. */
export interface AxisData {
  /** Number of the input. */
  readonly axis: number
  readonly n: number
  /** Ascending. */
  readonly t: Float64Array
  readonly y: Float64Array
  /** Relative weights of the squared residuals. */
  readonly weights: Float64Array
  /** The other inputs, brought to mean 0 and spread 1. */
  readonly others: readonly Float64Array[]
  /** Numbers of the other inputs, with the mean and the spread that were taken off. */
  readonly otherScales: readonly { readonly input: number; readonly mean: number; readonly spread: number }[]
  readonly low: number
  readonly high: number
  /** Rows with different values of the input. */
  readonly distinct: number
  /** Residuals below this are rounding. */
  readonly floor: number
}

/** Beyond this a sample in the order of the input says as much. */
const MAX_ROWS = 1500
const ROUNDING = 1e-10

export function axisData(table: DomainTable, axis: number): AxisData {
  const values = table.x[axis]!
  const sorted = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b)
  const step = Math.max(1, Math.ceil(sorted.length / MAX_ROWS))
  const order = sorted.filter((_, k) => k % step === 0)
  const t = pickRows(values, order)
  const y = pickRows(table.y, order)
  const n = t.length
  const spread = Math.sqrt(y.reduce((sum, value) => sum + (value - y[0]!) ** 2, 0) / n)
  const others = table.x.flatMap((column, input) =>
    input === axis ? [] : [{ input, ...standardized(pickRows(column, order)) }]
  )
  return {
    axis,
    n,
    t,
    y,
    weights: table.weights === null ? new Float64Array(n).fill(1) : pickRows(table.weights, order),
    others: others.map(({ values }) => values),
    otherScales: others.map(({ input, mean, spread: width }) => ({ input, mean, spread: width })),
    low: t[0]!,
    high: t[n - 1]!,
    distinct: t.reduce((count, value, i) => count + (i > 0 && value !== t[i - 1] ? 1 : 0), 1),
    floor: ROUNDING * spread
  }
}

/** Every k-th row, so that at most `most` are left. */
export function thinned(data: AxisData, most: number): AxisData {
  const step = Math.ceil(data.n / most)
  if (step === 1) return data
  const keep = (values: Float64Array) => values.filter((_, i) => i % step === 0)
  const t = keep(data.t)
  return { ...data, n: t.length, t, y: keep(data.y), weights: keep(data.weights), others: data.others.map(keep) }
}

function standardized(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  return { values: values.map((value) => (value - mean) / spread), mean, spread }
}
