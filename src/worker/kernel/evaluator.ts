import { evaluate, evaluateWithJacobian } from './evaluate.ts'
import type { Program } from './program.ts'

/**
 * Evaluates compiled formulas over columns. Everything that needs values of a formula asks `evaluator`, so that another
 * kernel can take its place here and leave the plain one as its oracle.
 */
export interface Evaluator {
  /**
   * Values of the formula. `x[j]` is column j; `rows` picks rows of it, null takes all; `out[k]` is the value at the
   * k-th row taken. NaN and infinities flow through.
   */
  evaluate(
    program: Program,
    x: readonly Float64Array[],
    params: ArrayLike<number>,
    out: Float64Array,
    rows?: Uint32Array | null
  ): void
  /**
   * Values and exact derivatives by the parameters: `jacobian[p * m + k]` is ∂value/∂params[p] at the k-th of m rows.
   */
  evaluateWithJacobian(
    program: Program,
    x: readonly Float64Array[],
    params: ArrayLike<number>,
    out: Float64Array,
    jacobian: Float64Array,
    rows?: Uint32Array | null
  ): void
}

/** The kernel in use. */
export const evaluator: Evaluator = { evaluate, evaluateWithJacobian }
