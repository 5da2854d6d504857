import { complexity } from '../../../shared/domain/complexity.ts'
import { paramValues, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import type { MethodContext } from '../method.ts'
import { compose, fitComposition, takeApart, type Composition } from './compose.ts'
import { evaluateTemplate, type TemplateValues } from './flexibleFit.ts'
import type { TemplateRows } from './templateRows.ts'

/** Compositions that are fitted in a round. */
const MAX_COMPOSED = 60

export interface Composed {
  readonly composition: Composition
  readonly values: TemplateValues
}

/** The fronts combined, the best of each with the best of the others first; all numbers fitted. Best first. */
export function combineFronts(
  rows: TemplateRows,
  numbers: readonly number[],
  fronts: readonly (readonly Expr[])[],
  maxComplexity: number,
  context: Pick<MethodContext, 'count' | 'control'>
): Composed[] {
  const partsOf = (choice: readonly number[]) => choice.map((i, k) => fronts[k]![i]!)
  const choices = fronts
    .reduce<number[][]>((chosen, front) => chosen.flatMap((each) => front.map((_, i) => [...each, i])), [[]])
    .filter((choice) => complexity(simplify(compose(rows.template, numbers, partsOf(choice)))) <= maxComplexity)
    .sort((a, b) => sum(a) - sum(b))
    .slice(0, MAX_COMPOSED)
  const composed: Composed[] = []
  for (const choice of choices) {
    // what has been fitted so far is given even where the run is to end
    if (composed.length > 0 && context.control.shouldStop()) break
    const parts = partsOf(choice)
    const composition = fitComposition(rows, compose(rows.template, numbers, parts), context)
    if (composition === null) continue
    const fitted = takeApart(rows.template, parts, paramValues(composition.expression))
    const functions = fitted.parts.map((part) => evaluateTemplate(rows, part, []))
    const rss = residualSum(rows, fitted.numbers, functions)
    composed.push({ composition, values: { numbers: fitted.numbers, functions, rss } })
  }
  return composed.sort((a, b) => a.composition.bits - b.composition.bits)
}

/** Weighted sum of squares that the template leaves with these values of its functions. */
export function residualSum(
  rows: TemplateRows,
  numbers: readonly number[],
  functions: readonly Float64Array[]
): number {
  const values = evaluateTemplate(rows, withParams(rows.template.expr, numbers), functions)
  return values.reduce((total, value, i) => total + rows.weights[i]! * (rows.y[i]! - value) ** 2, 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
