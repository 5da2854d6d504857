import { paramValues } from '../../../shared/domain/expr.ts'
import { compile } from '../../kernel/program.ts'
import { createPointEvaluator, type PointEvaluator } from '../../kernel/pointEvaluator.ts'
import type { OdeSystem } from '../../numeric/dormandPrince.ts'
import type { ControlSignal } from './controlSignal.ts'
import { readableNames, type Equation, type MotionFrame } from './motion.ts'

/**
 * Equations of motion as a flow of first order. Its state holds the measured states, then the velocities of those of
 * second order: `size` values.
 */
export interface Flow {
  readonly size: number
  readonly paramCount: number
  /** Parameters of all equations, one after the other. */
  readonly params: Float64Array
  /** First parameter of each equation. */
  readonly offsets: readonly number[]
  /** Place of the velocity of each state in the flow's state; −1 for first order. */
  readonly velocityOf: readonly number[]
  system(params: Float64Array, controls: readonly ControlSignal[]): OdeSystem
  /**
   * The state with its derivatives by the start values and by the parameters behind it:
   * y[size * (1 + c) + r] = ∂state r / ∂(start values, parameters)[c].
   */
  sensitivities(params: Float64Array, controls: readonly ControlSignal[]): OdeSystem
}

interface Row {
  readonly evaluator: PointEvaluator
  readonly offset: number
  readonly count: number
  readonly byVariable: Float64Array
  readonly byParam: Float64Array
}

export function createFlow(frame: MotionFrame, equations: readonly Equation[]): Flow {
  const orders = equations.map(({ order }) => order)
  const names = readableNames(frame, orders)
  const states = equations.length
  const velocityOf: number[] = []
  let size = states
  for (const order of orders) velocityOf.push(order === 2 ? size++ : -1)
  const offsets: number[] = []
  const params: number[] = []
  const rows = equations.map(({ formula }): Row => {
    const values = paramValues(formula)
    const offset = params.length
    offsets.push(offset)
    params.push(...values)
    const evaluator = createPointEvaluator(compile(formula, names))
    return {
      evaluator,
      offset,
      count: values.length,
      byVariable: new Float64Array(names.length),
      byParam: new Float64Array(values.length)
    }
  })
  const paramCount = params.length
  const point = new Float64Array(names.length)
  const fill = (t: number, y: Float64Array, controls: readonly ControlSignal[]): void => {
    for (let k = 0; k < size; k++) point[k] = y[k]!
    controls.forEach((control, c) => (point[size + c] = control(t)))
  }
  const own = (all: Float64Array): Float64Array[] =>
    rows.map(({ offset, count }) => all.subarray(offset, offset + count))

  function system(all: Float64Array, controls: readonly ControlSignal[]): OdeSystem {
    const parts = own(all)
    return {
      n: size,
      derivative(t, y, out) {
        fill(t, y, controls)
        for (let k = 0; k < states; k++) {
          const value = rows[k]!.evaluator.value(point, parts[k]!)
          const velocity = velocityOf[k]!
          if (velocity >= 0) out[k] = y[velocity]!
          out[velocity >= 0 ? velocity : k] = value
        }
      }
    }
  }

  function sensitivities(all: Float64Array, controls: readonly ControlSignal[]): OdeSystem {
    const parts = own(all)
    const columns = size + paramCount
    return {
      n: size * (1 + columns),
      derivative(t, y, out) {
        fill(t, y, controls)
        for (let k = 0; k < states; k++) {
          const { evaluator, byVariable, byParam, offset, count } = rows[k]!
          const velocity = velocityOf[k]!
          const row = velocity >= 0 ? velocity : k
          out[row] = evaluator.valueWithGradient(point, parts[k]!, byVariable, byParam)
          for (let c = 0; c < columns; c++) {
            const from = size * (1 + c)
            let sum = 0
            for (let m = 0; m < size; m++) sum += byVariable[m]! * y[from + m]!
            out[from + row] = sum
            if (velocity >= 0) out[from + k] = y[from + velocity]!
          }
          if (velocity >= 0) out[k] = y[velocity]!
          for (let p = 0; p < count; p++) {
            const at = size * (1 + size + offset + p) + row
            out[at] = out[at]! + byParam[p]!
          }
        }
      }
    }
  }

  return { size, paramCount, params: Float64Array.from(params), offsets, velocityOf, system, sensitivities }
}
