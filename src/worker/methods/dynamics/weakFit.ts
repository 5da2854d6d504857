import { paramValues, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { compile } from '../../kernel/program.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import type { WeakSystem } from './weakForm.ts'

const MAX_STEPS = 12
const MAX_HALVINGS = 5
/** Relative change of the residual that counts as none. */
const SETTLED = 1e-6

export interface WeakFit {
  readonly formula: Expr
  /** Mean square of the residual of a row. */
  readonly meanSquare: number
}

/**
 * Fits the numbers of any formula to the weak form of state k by Gauss–Newton steps, halved while they do not help.
 * With no steps it only tells what the formula leaves. Null where the formula has no finite value at some point of the data.
 */
export function weakFit(weak: WeakSystem, k: number, formula: Expr, maxSteps = MAX_STEPS): WeakFit | null {
  const program = compile(formula, weak.names)
  const size = weak.columns[0]?.length ?? 0
  const values = new Float64Array(size)
  const jacobian = new Float64Array(size * program.paramCount)
  const left = weak.left[k]!
  const residualAt = (params: readonly number[]): Float64Array | null => {
    evaluator.evaluate(program, weak.columns, params, values)
    if (!values.every(Number.isFinite)) return null
    const right = weak.project(values)
    return left.map((value, i) => value - right[i]!)
  }
  let params = paramValues(formula)
  let residual = residualAt(params)
  if (residual === null) return null
  for (let step = 0; step < maxSteps && params.length > 0; step++) {
    evaluator.evaluateWithJacobian(program, weak.columns, params, values, jacobian)
    const columns = params.map((_, p) => weak.project(jacobian.subarray(p * size, (p + 1) * size)))
    const fit = leastSquares(columns, residual)
    if (fit === null) break
    let share = 1
    let next: Float64Array | null = null
    let trial = params
    for (let halving = 0; halving < MAX_HALVINGS; halving++, share /= 2) {
      trial = params.map((value, p) => value + share * fit.coefficients[p]!)
      next = residualAt(trial)
      if (next !== null && squares(next) < squares(residual)) break
      next = null
    }
    if (next === null) break
    const isSettled = squares(residual) - squares(next) < SETTLED * squares(residual)
    params = trial
    residual = next
    if (isSettled) break
  }
  return { formula: withParams(formula, params), meanSquare: squares(residual) / weak.rows }
}

function squares(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}
