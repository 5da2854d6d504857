import {
  apply,
  constValue,
  param,
  paramValues,
  withParams,
  type Apply,
  type Expr
} from '../../../shared/domain/expr.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import type { Bench } from './bench.ts'
import { offerFormula } from './offerFormula.ts'

/** Formulas of a stage that are looked at, and the steps of a fit with one more exponent, and after it. */
const LOOKED_AT = 48
const STEPS = 60
const POLISH_STEPS = 2

/** Offers the formulas, best first, with one more exponent fitted; that of the whole only where y may be transformed. */
export function* freeExponents(bench: Bench, formulas: readonly Expr[], views: 'target' | 'all'): Generator<void> {
  if (!bench.operators.has('pow')) return
  for (const formula of formulas.slice(0, LOOKED_AT)) {
    for (const freed of views === 'all' ? freedExponents(formula) : freedInside(formula)) {
      if (bench.shouldStop()) return
      // fitted before it is offered: an exponent that was whole leaves open what is below zero on rows that are not fitted
      const form = fitted(bench, freed)
      if (form !== null) offerFormula(bench, form, POLISH_STEPS)
    }
    yield
  }
}

/**
 * The formula with one exponent free that was fixed, once for every power of something that was fitted: √s, s², 1/s and
 * the whole become s^p. What is to be raised is right already where the exponent is nearly so.
 */
export function freedExponents(formula: Expr): Expr[] {
  const whole = isFittedSum(formula) ? [apply('pow', formula, param(1))] : []
  return [...whole, ...freedInside(formula)]
}

/** Null where the fit fails. */
function fitted({ sample, names, count }: Bench, form: Expr): Expr | null {
  const program = compile(form, names)
  const { x, y, weights, n } = sample
  const fit = fitParams(program, x, y, weights, program.params, { maxIterations: STEPS, tolerance: 1e-13 })
  if (fit.kind === 'failed' || !fit.params.every(Number.isFinite)) return null
  count(2 * fit.iterations, 2 * fit.iterations * program.nodes * n)
  return withParams(form, fit.params)
}

function freedInside(expr: Expr): Expr[] {
  if (expr.kind !== 'apply') return []
  const inside = expr.args.flatMap((arg, at) =>
    freedInside(arg).map((freed): Expr => ({ ...expr, args: expr.args.with(at, freed) }))
  )
  const own = freed(expr)
  return own === null ? inside : [own, ...inside]
}

function freed({ operator, args }: Apply): Expr | null {
  const [first, second] = args
  if (operator === 'sqrt' && isFittedSum(first!)) return apply('pow', first, param(0.5))
  if (operator === 'pow' && second?.kind === 'const' && isFittedSum(first!))
    return apply('pow', first, param(constValue(second)))
  if (operator === 'div' && isFittedSum(second!)) return apply('mul', first!, apply('pow', second, param(-1)))
  return null
}

function isFittedSum(expr: Expr): expr is Apply {
  return expr.kind === 'apply' && (expr.operator === 'add' || expr.operator === 'sub') && paramValues(expr).length > 0
}
