import { constant, paramValues, withParams, type Expr } from '../../shared/domain/expr.ts'
import type { ValueConstraint } from '../../shared/domain/knowledge.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { asSmallRational } from '../../shared/expression/numeral.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { placeOf } from './knowledgeCheck.ts'

/** Relative step for the slope by a number, and by how much the others are changed to see whether they matter. */
const STEP = 1e-3
const OTHERS = 1.37
/** Relative agreement that counts as equal. */
const EQUAL = 1e-7

/**
 * Formulas in which a known value replaces the one fitted number that it fixes whatever the others are: of `a*x + b`
 * with y = 3 where x = 0, `a*x + 3`. A free fit to noisy data would miss the value by a little.
 */
export function withForcedNumbers(fitted: Expr, constraint: ValueConstraint, problem: Problem): Expr[] {
  const place = placeOf(constraint, problem)
  const program = compile(
    fitted,
    problem.inputs.map(({ name }) => name)
  )
  const params = paramValues(fitted)
  const values = new Float64Array(place[0]!.length)

  function misses(numbers: readonly number[]): Float64Array {
    evaluator.evaluate(program, place, numbers, values)
    return values.map((value) => value - constraint.value)
  }

  return params.flatMap((value, i) => {
    const [now] = misses(params)
    const step = STEP * Math.max(1, Math.abs(value))
    const [moved] = misses(params.with(i, value + step))
    const forced = value - (now! * step) / (moved! - now!)
    if (!Number.isFinite(forced)) return []
    // rounded, because a difference quotient is not exact
    const exact = Number(forced.toPrecision(9)) + 0
    const others = params.map((number, k) => (k === i ? exact : OTHERS * number + 0.01))
    const scale = Math.max(Math.abs(constraint.value), Math.abs(moved! - now!) / STEP)
    if (!misses(others).every((miss) => Math.abs(miss) <= EQUAL * scale)) return []
    return [withParams(fitted, params.map((number, k) => (k === i ? asSmallRational(constant(exact)) : number)))] // prettier-ignore
  })
}
