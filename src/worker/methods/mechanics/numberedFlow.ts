import type { Expr } from '../../../shared/domain/expr.ts'
import { createPointEvaluator } from '../../kernel/pointEvaluator.ts'
import { compile } from '../../kernel/program.ts'
import type { Flow } from '../dynamics/flow.ts'
import { numberNames } from './parametric.ts'

/**
 * Equations of first order whose right-hand sides share numbers (#0, #1, …) as a flow: one of an energy has them in every
 * equation. `rates[k]` is d names[k]/dt.
 */
export function numberedFlow(rates: readonly Expr[], names: readonly string[], values: readonly number[]): Flow {
  const size = names.length
  const paramCount = values.length
  const all = [...names, ...numberNames(paramCount)]
  const rows = rates.map((rate) => createPointEvaluator(compile(rate, all)))
  const point = new Float64Array(all.length)
  const slope = new Float64Array(all.length)
  const none = new Float64Array(0)
  return {
    size,
    paramCount,
    params: Float64Array.from(values),
    offsets: rates.map(() => 0),
    velocityOf: rates.map(() => -1),
    system: (params) => ({
      n: size,
      derivative(_, y, out) {
        for (let k = 0; k < size; k++) point[k] = y[k]!
        point.set(params, size)
        for (let k = 0; k < size; k++) out[k] = rows[k]!.value(point, none)
      }
    }),
    sensitivities: (params) => ({
      n: size * (1 + size + paramCount),
      derivative(_, y, out) {
        for (let k = 0; k < size; k++) point[k] = y[k]!
        point.set(params, size)
        for (let k = 0; k < size; k++) {
          out[k] = rows[k]!.valueWithGradient(point, none, slope, none)
          for (let c = 0; c < size + paramCount; c++) {
            const from = size * (1 + c)
            let sum = c < size ? 0 : slope[c]!
            for (let m = 0; m < size; m++) sum += slope[m]! * y[from + m]!
            out[from + k] = sum
          }
        }
      }
    })
  }
}
