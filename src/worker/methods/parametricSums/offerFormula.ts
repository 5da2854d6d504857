import { apply, constant, mapExpr, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import type { Draft } from '../shortlist.ts'
import type { Bench } from './bench.ts'

/** Size below which a number of an exact formula is rounding, unless a formula without it is worse. */
const TRACE = 1e-9
/** Steps of the fit of a formula that is exact already. */
const POLISH_STEPS = 2

/** Fits and proposes a formula, and an exact one without traces too; null where it is not defined on some row. */
export function offerFormula(bench: Bench, formula: Expr, steps?: number): Draft | null {
  if (!isDefined(bench, formula)) return null
  const draft = bench.proposals.offer(formula, steps)
  if (draft?.isExact) {
    const plain = withoutTraces(draft.expression)
    if (isDefined(bench, plain)) bench.proposals.offer(plain, POLISH_STEPS)
  }
  return draft
}

/** An exact formula without the numbers that are only rounding, and with whole exponents where they are whole to rounding. */
function withoutTraces(expression: Expr): Expr {
  return mapExpr(expression, {
    param: (node) => (Math.abs(node.value) < TRACE ? constant(0) : node),
    apply: (node, args) => {
      const [base, exponent] = args
      if (node.operator !== 'pow' || exponent?.kind !== 'param') return { ...node, args }
      const whole = Math.round(exponent.value)
      return Math.abs(exponent.value - whole) < TRACE ? apply('pow', base!, constant(whole)) : { ...node, args }
    }
  })
}

function isDefined({ guard, names }: Bench, formula: Expr): boolean {
  const program = compile(formula, names)
  const values = new Float64Array(guard[0]?.length ?? 0)
  evaluator.evaluate(program, guard, program.params, values)
  return values.every(Number.isFinite)
}
