import { Matrix, SVD } from 'ml-matrix'
import { centred, type ChangeTable } from './changeTable.ts'

/** More rows than this tell a spectrum no better. */
const MAX_ROWS = 600

/**
 * Singular values, largest first, of the changes of the terms, each column scaled to length 1; at most 600 rows spread
 * over the table. A combination that does not change makes one of them vanish.
 */
export function singularValues(table: ChangeTable): Float64Array {
  const step = Math.max(1, Math.floor(table.n / MAX_ROWS))
  const columns = table.values.map((values) => centred(table, values, null).filter((_, i) => i % step === 0))
  const scaled = columns.map((column) => {
    const length = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0)) || 1
    return column.map((value) => value / length)
  })
  const matrix = new Matrix(scaled.map((column) => [...column]))
  const { diagonal } = new SVD(matrix, {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false
  })
  return Float64Array.from(diagonal).sort().reverse()
}

/**
 * Smallest over largest singular value: how far the terms are from a combination that does not change. 0 for one term
 * that does not change at all; the length of its change over its own spread is given for one that does.
 */
export function singularValueRatio(table: ChangeTable, levels: readonly Float64Array[]): number {
  if (table.values.length === 1) {
    const length = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
    const level = levels[0]!
    const centre = level.reduce((sum, value) => sum + value, 0) / level.length
    const spread = length(level.map((value) => value - centre))
    return spread > 0 ? length(centred(table, table.values[0]!, null)) / spread : NaN
  }
  const values = singularValues(table)
  return values.at(-1)! / values[0]!
}
