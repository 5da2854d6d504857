import type { Expr } from '../../../shared/domain/expr.ts'
import { compile } from '../../kernel/program.ts'
import { createPointEvaluator } from '../../kernel/pointEvaluator.ts'
import type { MotionFrame, Order } from './motion.ts'
import type { WeakSystem } from './weakForm.ts'

const MOST_POINTS = 400

/**
 * Variance of a row of the weak form of state k that the noise of the data alone explains: through the left-hand side,
 * and to first order through every variable that the formula reads.
 *
 * Source: D. M. Bortz, D. A. Messenger, V. Dukic, "Direct estimation of parameters in ODE models using WENDy" (2023),
 * doi:10.1007/s11538-023-01208-6.
 */
export function weakNoise(
  weak: WeakSystem,
  { noise, states }: MotionFrame,
  orders: readonly Order[],
  k: number,
  formula: Expr
): number {
  const program = compile(formula, weak.names)
  const { valueWithGradient } = createPointEvaluator(program)
  const byVariable = new Float64Array(weak.names.length)
  const byParam = new Float64Array(program.paramCount)
  const point = new Float64Array(weak.names.length)
  const total = weak.columns[0]?.length ?? 0
  const stride = Math.max(1, Math.floor(total / MOST_POINTS))
  const squares = new Float64Array(weak.names.length)
  let points = 0
  for (let i = 0; i < total; i += stride) {
    weak.columns.forEach((column, j) => (point[j] = column[i]!))
    valueWithGradient(point, program.params, byVariable, byParam)
    byVariable.forEach((slope, j) => (squares[j] = squares[j]! + (Number.isFinite(slope) ? slope * slope : 0)))
    points++
  }
  const moving = states.flatMap((_, j) => (orders[j] === 2 ? [j] : []))
  return weak.names.reduce((sum, _, j) => {
    const isState = j < states.length
    const of = isState ? j : moving[j - states.length]
    // the noise of controls is not known
    if (of === undefined) return sum
    const factor = isState ? weak.valueFactor : weak.velocityFactor
    return sum + noise[of]! ** 2 * (squares[j]! / points) * factor
  }, weak.leftNoise[k]!)
}
