import { evaluator } from '../kernel/evaluator.ts'
import type { Program } from '../kernel/program.ts'

/** The least-squares problem of a formula, linearised where it is asked to be; arrays are its own and are reused. */
export interface NormalEquations {
  /** JᵀWJ, row-major p × p. */
  readonly matrix: Float64Array
  /** JᵀW(y − f). */
  readonly gradient: Float64Array
  /** Residual sums below this are rounding: ε² Σ w y². */
  readonly roundingFloor: number
  /** Σ w (y − f)²; NaN where the formula is not finite on every row. */
  residualSum(params: Float64Array): number
  /** Fills `matrix` and `gradient`. A parameter whose derivative is not finite on every row gets zeros. */
  linearize(params: Float64Array): void
}

/** `rows` picks rows of `x`, `y` and `weights`; null takes all. */
export function createNormalEquations(
  program: Program,
  x: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  rows: Uint32Array | null
): NormalEquations {
  const p = program.paramCount
  const residuals = evaluator.residuals(program, x, y, weights, rows)
  const matrix = new Float64Array(p * p)
  const gradient = new Float64Array(p)
  return {
    matrix,
    gradient,
    roundingFloor: Number.EPSILON ** 2 * weightedSquares(y, weights, rows),
    residualSum: (params) => residuals.sum(params),
    linearize(params) {
      residuals.linearize(params, matrix, gradient)
      for (let j = 0; j < p; j++) {
        if (Number.isFinite(matrix[j * (p + 1)]!)) continue
        gradient[j] = 0
        for (let k = 0; k < p; k++) matrix[j * p + k] = matrix[k * p + j] = 0
      }
    }
  }
}

function weightedSquares(y: Float64Array, weights: Float64Array | null, rows: Uint32Array | null): number {
  const m = rows?.length ?? y.length
  let sum = 0
  for (let k = 0; k < m; k++) {
    const row = rows === null ? k : rows[k]!
    sum += (weights === null ? 1 : weights[row]!) * y[row]! * y[row]!
  }
  return sum
}
