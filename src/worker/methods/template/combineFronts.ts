import { complexity } from '../../../shared/domain/complexity.ts'
import { paramValues, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import type { MethodContext } from '../method.ts'
import { compose, fitComposition, takeApart, type Composition } from './compose.ts'
import { evaluateTemplate, type TemplateValues } from './flexibleFit.ts'
import type { TemplateRows } from './templateRows.ts'

/** Compositions that are fitted in a round. */
const MAX_COMPOSED = 150
/** Complexity of a number and of adding it: functions that are added need but one of their numbers. */
const SPARE = 3

export interface Composed {
  readonly composition: Composition
  readonly values: TemplateValues
}

/**
 * The fronts combined, all numbers fitted: from the best of each, then one function after another gets whichever of its
 * formulas says the whole law in fewest bits, until none changes. Best first.
 */
export function combineFronts(
  rows: TemplateRows,
  numbers: readonly number[],
  fronts: readonly (readonly Expr[])[],
  maxComplexity: number,
  context: Pick<MethodContext, 'count' | 'control'>
): Composed[] {
  const composed: Composed[] = []
  const tried = new Set<string>()

  /** Bits of the law with these formulas; Infinity where it is too long or was tried before. */
  function bitsOf(choice: readonly number[]): number {
    const key = choice.join()
    // what has been fitted so far is given even where the run is to end
    const isOver = tried.size >= MAX_COMPOSED || (composed.length > 0 && context.control.shouldStop())
    if (isOver || tried.has(key)) return Infinity
    const parts = choice.map((i, k) => fronts[k]![i]!)
    const law = compose(rows.template, numbers, parts)
    if (complexity(simplify(law)) > maxComplexity + SPARE * (fronts.length - 1)) return Infinity
    tried.add(key)
    const composition = fitComposition(rows, law, context)
    if (composition === null) return Infinity
    const fitted = takeApart(rows.template, parts, paramValues(composition.expression))
    const functions = fitted.parts.map((part) => evaluateTemplate(rows, part, []))
    const rss = residualSum(rows, fitted.numbers, functions)
    composed.push({ composition, values: { numbers: fitted.numbers, functions, rss } })
    return composition.bits
  }

  if (fronts.some((front) => front.length === 0)) return []
  const best = fronts.map(() => 0)
  const shortest = fronts.map((front) => indexOfLeast(front.map(complexity)))
  for (let choice: readonly number[] = best; ; choice = shortest) {
    let bits = bitsOf(choice)
    for (let before = Infinity; bits < before;) {
      before = bits
      for (const [k, front] of fronts.entries()) {
        for (const i of front.keys()) {
          const changed = choice.with(k, i)
          const own = bitsOf(changed)
          if (own < bits) [bits, choice] = [own, changed]
        }
      }
    }
    if (composed.length > 0 || choice === shortest) break
  }
  return composed.sort((a, b) => a.composition.bits - b.composition.bits)
}

function indexOfLeast(values: readonly number[]): number {
  return values.reduce((least, value, i) => (value < values[least]! ? i : least), 0)
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
