import { evaluator } from '../kernel/evaluator.ts'
import type { Program } from '../kernel/program.ts'
import { standardErrorsOf } from './leastSquares.ts'

/**
 * Standard errors of fitted parameters, from the Jacobian at the fit: √ of the diagonal of s² (JᵀWJ)⁻¹ with
 * s² = Σ w (y − f)² / (rows − parameters). Null where the Jacobian is singular or not finite, or where there are no more
 * rows than parameters.
 */
export function covariance(
  program: Program,
  x: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  params: ArrayLike<number>,
  rows: Uint32Array | null = null
): Float64Array | null {
  const m = rows?.length ?? y.length
  const values = new Float64Array(m)
  const jacobian = new Float64Array(m * program.paramCount)
  evaluator.evaluateWithJacobian(program, x, params, values, jacobian, rows)
  const columns = Array.from({ length: program.paramCount }, (_, k) => jacobian.subarray(k * m, (k + 1) * m))
  const residual = values.map((value, i) => y[rows?.[i] ?? i]! - value)
  const weight = weights === null || rows === null ? weights : Float64Array.from(rows, (row) => weights[row]!)
  return standardErrorsOf(columns, residual, weight)
}
