import type { Program } from './program.ts'

/**
 * Evaluates compiled formulas over columns. The columns `x` and the lists `rows` are remembered by their identity: once
 * handed over they must not change.
 */
export interface ColumnEvaluator {
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
  /** Residuals of a formula on fixed rows, for a fit. */
  residuals(
    program: Program,
    x: readonly Float64Array[],
    y: Float64Array,
    weights: Float64Array | null,
    rows: Uint32Array | null
  ): Residuals
}

/** Σ w (y − f)² and what its minimisation needs; `y` and `weights` run over all rows, as `x` does. */
export interface Residuals {
  /** The sum; NaN where the formula is not finite on every row. */
  sum(params: ArrayLike<number>): number
  /**
   * Fills in JᵀWJ, row-major p × p, and JᵀW(y − f). Entries of a parameter whose derivative is not finite on every row
   * are not finite.
   */
  linearize(params: ArrayLike<number>, matrix: Float64Array, gradient: Float64Array): void
}
