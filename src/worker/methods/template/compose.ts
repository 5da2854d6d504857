import { constant, mapExpr, paramValues, withParams, type Expr } from '../../../shared/domain/expr.ts'
import type { LawTemplate } from '../../../shared/expression/lawTemplate.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import type { MethodContext } from '../method.ts'
import type { TemplateRows } from './templateRows.ts'

const STEPS = 40
const PRUNING_STEPS = 15
/** Squared relative residual below which there is only rounding. */
const EXACT = 1e-22

/** A law in the shape of the template, its numbers fitted. */
export interface Composition {
  readonly expression: Expr
  /** Residual sum relative to that of the mean. */
  readonly left: number
  readonly bits: number
}

/** The template with its numbers, and a formula in the place of every unknown function. */
export function compose(template: LawTemplate, numbers: readonly number[], parts: readonly Expr[]): Expr {
  return mapExpr(withParams(template.expr, numbers), {
    var: (node) => parts[template.functions.findIndex(({ placeholder }) => placeholder === node.name)] ?? node
  })
}

/** Numbers and parts again, from the fitted parameters of what `compose` made. */
export function takeApart(
  template: LawTemplate,
  parts: readonly Expr[],
  params: readonly number[]
): { readonly numbers: number[]; readonly parts: Expr[] } {
  const numbers: number[] = []
  const fitted = [...parts]
  let next = 0
  mapExpr(template.expr, {
    param: (node) => {
      numbers.push(params[next++]!)
      return node
    },
    var: (node) => {
      const k = template.functions.findIndex(({ placeholder }) => placeholder === node.name)
      if (k < 0) return node
      const count = paramValues(parts[k]!).length
      fitted[k] = withParams(parts[k]!, params.slice(next, next + count))
      next += count
      return node
    }
  })
  return { numbers, parts: fitted }
}

/** Fits all numbers together; null where the formula has no value on some row. */
export function fitComposition(
  rows: TemplateRows,
  expression: Expr,
  context: Pick<MethodContext, 'count'>,
  maxIterations = STEPS
): Composition | null {
  const { names, x, y, weights, n } = rows
  const program = compile(expression, names)
  const fit = fitParams(program, x, y, weights, program.params, { maxIterations })
  if (fit.kind === 'failed') return null
  context.count(fit.iterations, fit.iterations * program.nodes * n)
  const left = fit.rss / spreadOf(rows)
  const numbers = program.paramCount * (0.5 * Math.log2(n) + 1)
  const fitted = withParams(expression, fit.params)
  const bits = 0.5 * n * Math.log2(left + EXACT) + numbers + structureBits(simplify(fitted), names.length)
  return { expression: fitted, left, bits }
}

/**
 * Takes numbers away that another one makes up for, such as the constant of one of two functions that are added: each
 * gives way to 0 or 1 where the rest, fitted again, does as well.
 */
export function withoutSpareNumbers(
  rows: TemplateRows,
  given: Composition,
  context: Pick<MethodContext, 'count' | 'control'>
): Composition {
  let best = given
  for (let i = 0; i < paramValues(best.expression).length;) {
    if (context.control.shouldStop()) return best
    const values = paramValues(best.expression)
    const shorter = [0, 1]
      .map((whole) =>
        withParams(
          best.expression,
          values.map((value, j) => (j === i ? constant(whole) : value))
        )
      ) // prettier-ignore
      .flatMap((expression) => fitComposition(rows, simplify(expression), context, PRUNING_STEPS) ?? [])
      .find(({ bits }) => bits < best.bits)
    if (shorter === undefined) i++
    else best = shorter
  }
  return best
}

function spreadOf({ y, weights, n }: TemplateRows): number {
  const mean = y.reduce((sum, value, i) => sum + weights[i]! * value, 0) / n
  return y.reduce((sum, value, i) => sum + weights[i]! * (value - mean) ** 2, 0)
}
