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
  const m = rows?.length ?? y.length
  const target = pickRows(y, rows)
  const weight = weights === null ? null : pickRows(weights, rows)
  const values = new Float64Array(m)
  const jacobian = new Float64Array(m * p)
  const matrix = new Float64Array(p * p)
  const gradient = new Float64Array(p)

  function weightedDot(a: Float64Array, fromA: number, b: Float64Array, fromB: number): number {
    let sum = 0
    if (weight === null) {
      for (let i = 0; i < m; i++) sum += a[fromA + i]! * b[fromB + i]!
    } else {
      for (let i = 0; i < m; i++) sum += weight[i]! * a[fromA + i]! * b[fromB + i]!
    }
    return sum
  }

  function subtractFromTarget(): void {
    for (let i = 0; i < m; i++) values[i] = target[i]! - values[i]!
  }

  return {
    matrix,
    gradient,
    roundingFloor: Number.EPSILON ** 2 * weightedDot(target, 0, target, 0),
    residualSum(params) {
      evaluator.evaluate(program, x, params, values, rows)
      subtractFromTarget()
      const sum = weightedDot(values, 0, values, 0)
      return Number.isFinite(sum) ? sum : NaN
    },
    linearize(params) {
      evaluator.evaluateWithJacobian(program, x, params, values, jacobian, rows)
      subtractFromTarget()
      for (let j = 0; j < p; j++) {
        const length = weightedDot(jacobian, j * m, jacobian, j * m)
        if (!Number.isFinite(length)) jacobian.fill(0, j * m, (j + 1) * m)
        gradient[j] = weightedDot(jacobian, j * m, values, 0)
        for (let k = 0; k <= j; k++) {
          matrix[j * p + k] = weightedDot(jacobian, j * m, jacobian, k * m)
          matrix[k * p + j] = matrix[j * p + k]!
        }
      }
    }
  }
}

function pickRows(values: Float64Array, rows: Uint32Array | null): Float64Array {
  return rows === null ? values : Float64Array.from(rows, (row) => values[row]!)
}
