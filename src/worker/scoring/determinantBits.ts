import { evaluator } from '../kernel/evaluator.ts'
import { factorize } from '../numeric/qr.ts'
import type { FittedForm } from './fitForm.ts'
import type { JudgingSample } from './judgingSample.ts'

/** In lengths of its column: a number that some rows fix worse than this they do not fix. */
const UNFIXED = 1e-7

/**
 * Bits by which the fitted numbers are known more exactly from the whole sample than from some of its rows:
 * ½ log₂ of |JᵀWJ| of all rows over that of the others. 0 where the formula has no slope on some row.
 */
export function determinantBits(fit: FittedForm, sample: JudgingSample, rows: Uint32Array): number {
  const count = fit.program.paramCount
  if (count === 0) return 0
  const { n } = sample
  const jacobian = new Float64Array(n * count)
  evaluator.evaluateWithJacobian(fit.program, sample.x, fit.params, new Float64Array(n), jacobian, null)
  for (let k = 0; k < count; k++) scaleColumn(jacobian.subarray(k * n, (k + 1) * n), fit.weights)
  if (!jacobian.every(Number.isFinite)) return 0
  const some = new Float64Array(rows.length * count)
  for (let k = 0; k < count; k++) {
    rows.forEach((row, i) => (some[k * rows.length + i] = jacobian[k * n + row]!))
  }
  return logDeterminant(jacobian, n, count) - logDeterminant(some, rows.length, count)
}

/** √w · column, divided by its length. */
function scaleColumn(column: Float64Array, weights: Float64Array | null): void {
  let square = 0
  for (let i = 0; i < column.length; i++) {
    column[i] = column[i]! * Math.sqrt(weights?.[i] ?? 1)
    square += column[i]! ** 2
  }
  const length = Math.sqrt(square) || 1
  for (let i = 0; i < column.length; i++) column[i] = column[i]! / length
}

/** log₂ of the product of the diagonal of R; overwrites the matrix. */
function logDeterminant(matrix: Float64Array, rows: number, count: number): number {
  const { diagonal, rank } = factorize(matrix, rows, count)
  return diagonal.reduce((sum, value, k) => sum + Math.log2(k < rank ? Math.max(UNFIXED, Math.abs(value)) : UNFIXED), 0)
}
