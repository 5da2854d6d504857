import type { Residuals } from '../columnEvaluator.ts'
import type { Program } from '../program.ts'
import { evaluate, evaluateWithJacobian } from './evaluate.ts'

/** Residuals in plain TypeScript, over the whole Jacobian. */
export function plainResiduals(
  program: Program,
  x: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  rows: Uint32Array | null
): Residuals {
  const p = program.paramCount
  const m = rows?.length ?? y.length
  const target = pickRows(y, rows)
  const weight = weights === null ? null : pickRows(weights, rows)
  const values = new Float64Array(m)
  const jacobian = new Float64Array(m * p)

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
    sum(params) {
      evaluate(program, x, params, values, rows)
      subtractFromTarget()
      const sum = weightedDot(values, 0, values, 0)
      return Number.isFinite(sum) ? sum : NaN
    },
    linearize(params, matrix, gradient) {
      evaluateWithJacobian(program, x, params, values, jacobian, rows)
      subtractFromTarget()
      for (let j = 0; j < p; j++) {
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
