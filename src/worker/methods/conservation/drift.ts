import { centred, combine, noiseOfRows } from './changeTable.ts'
import type { BlockTable } from './motionChanges.ts'

/**
 * Mean square, over trajectories, of the trend of a quantity with time in standard errors: 1 for noise. A slow loss, as
 * by friction, is spread thin over the blocks but adds up in the trend.
 */
export function driftOf(table: BlockTable, coefficients: ArrayLike<number>): number {
  const group = table.group!
  const variances = noiseOfRows(table, coefficients)
  const weights = variances.map((value) => 1 / Math.max(value, Number.MIN_VALUE))
  const quantity = centred(table, combine(table, coefficients), weights)
  const time = centred(table, table.time, weights)
  const products = new Float64Array(table.groups)
  const squares = new Float64Array(table.groups)
  for (let i = 0; i < table.n; i++) {
    const g = group[i]!
    products[g] = products[g]! + weights[i]! * time[i]! * quantity[i]!
    squares[g] = squares[g]! + weights[i]! * time[i]! ** 2
  }
  const trends = [...products].map((product, g) => product ** 2 / squares[g]!).filter(Number.isFinite)
  return trends.reduce((sum, trend) => sum + trend, 0) / trends.length
}
