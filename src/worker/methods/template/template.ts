import { complexity } from '../../../shared/domain/complexity.ts'
import { mapExpr, param, type Expr } from '../../../shared/domain/expr.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import { readLawTemplate, type LawTemplate } from '../../../shared/expression/lawTemplate.ts'
import { isAppError } from '../../../shared/errors.ts'
import { quoteName } from '../../../shared/expression/names.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import { readDefinitions } from '../../../shared/expression/readDefinitions.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { structureKey } from '../../../shared/expression/structure.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { trainingRows } from '../trainingSample.ts'
import { combineFronts, residualSum } from './combineFronts.ts'
import { withoutSpareNumbers, type Composition } from './compose.ts'
import { descriptor } from './descriptor.ts'
import { evaluateTemplate, flexibleFit, type TemplateValues } from './flexibleFit.ts'
import { searchFunction } from './searchFunction.ts'
import { solveForFunction } from './solveForFunction.ts'
import { templateRows, type TemplateRows } from './templateRows.ts'

const MIN_ROWS = 10
/** Evaluations for a function of one input in the first round, and how they grow with the inputs and the rounds. */
const FIRST_EVALUATIONS = 8000
const INPUTS_POWER = 2
const GROWTH = 4
/** The best compositions, of which spare numbers are taken away. */
const PRUNED = 4
/** Compositions this much longer than the best are not proposed. */
const WORTH_PROPOSING_BITS = 60
/** Formulas of one function that are remembered over the rounds. */
const POOL = 14
/** Formulas take the place of splines where they leave at most so many times as much. */
const AS_GOOD = 1.5
/** Natural logarithms of likelihood that a formula may lose beside a spline, which has some thirty numbers. */
const SETTLED = 30
/** Squared relative residual of an exact law. */
const EXACT = 1e-19

/**
 * Unknown functions are first splines, fitted together with the numbers of the template. Then the template is solved for
 * one of them at a time, row by row, and the other methods look for its formula; the formulas are put together, all
 * numbers fitted, and the next round begins from there.
 */
export const template: FormulaMethod = { kind: 'formula', descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  if (problem.inputs.length === 0) return 'There is no input column: give at least one column the role input.'
  const rows = trainingRows(problem).length
  if (rows < MIN_ROWS) return `Unknown functions need at least ${MIN_ROWS} rows to fit; there are ${rows}.`
  try {
    templateOf(problem)
    return true
  } catch (error) {
    if (isAppError(error)) return `${error.message} A column that is constant is no input.`
    throw error
  }
}

/** Without a template of the user all of the law is one unknown function. */
function templateOf({ target, inputs, knowledge }: Problem): LawTemplate {
  const names = inputs.map(({ name }) => name)
  const text = knowledge?.template ?? `${quoteName(target.name)} = f()`
  const definitions = readDefinitions(knowledge?.definitions ?? [])
  return readLawTemplate(text, { columns: [target.name, ...names], inputs: names, definitions })
}

async function* discover(
  problem: Problem,
  { rounds }: MethodOptions,
  context: MethodContext
): AsyncGenerator<Candidate | null> {
  const law = templateOf(problem)
  const rows = templateRows(problem, law)
  if (context.control.shouldStop()) return
  if (law.functions.length === 0) {
    yield { expression: law.expr, method: descriptor.id }
    return
  }
  const splines = flexibleFit(rows, context, context.random)
  if (splines !== null) yield* searchTemplate(problem, rows, splines, Number(rounds) || Infinity, context)
}

/**
 * Laws of the shape of the template, the best of each round; null between the functions, where others may have their turn.
 * @param splines what the functions look like before anything is known of them
 */
export async function* searchTemplate(
  problem: Problem,
  rows: TemplateRows,
  splines: TemplateValues,
  rounds: number,
  context: MethodContext
): AsyncGenerator<Candidate | null> {
  const law = rows.template
  const fronts: (readonly Expr[])[] = law.functions.map(() => [])
  let present = splines
  let best: Composition | null = null
  let evaluations = FIRST_EVALUATIONS
  for (let round = 1; round <= rounds; round++) {
    let working = present
    const settled = law.functions.map((_, k) => isSettled(rows, splines, k, fronts[k]!))
    for (const [k, { name, inputs }] of law.functions.entries()) {
      // those that are as good as found wait until the others are
      if (settled[k] === true && settled.includes(false)) continue
      const wanted = solveForFunction(rows, working, k)
      const found = await searchFunction(problem, rows, k, wanted, evaluations * inputs.length ** INPUTS_POWER, context)
      fronts[k] = pooled(found, fronts[k]!)
      working = withFormula(rows, working, k, fronts[k])
      if (context.control.shouldStop() && fronts.some((front) => front.length === 0)) return
      if (round === 1) context.log(`${name} first looks like ${shown(found[0])}.`)
      yield null
    }
    const composed = combineFronts(rows, working.numbers, fronts, problem.maxComplexity, context)
    const [first] = composed
    const worth = (first?.composition.bits ?? 0) + WORTH_PROPOSING_BITS
    const laws = composed.flatMap(({ composition }, i) => {
      if (i < PRUNED) return withoutSpareNumbers(rows, composition, context).expression
      return composition.bits < worth ? composition.expression : []
    })
    for (const expression of laws) {
      if (complexity(simplify(expression)) <= problem.maxComplexity) yield { expression, method: descriptor.id }
    }
    if (first !== undefined && (best === null || first.composition.bits < best.bits)) {
      best = first.composition
      if (first.values.rss <= AS_GOOD * splines.rss || first.values.rss < present.rss) present = first.values
    }
    if (context.control.shouldStop() || (best !== null && best.left < EXACT)) return
    evaluations *= GROWTH
  }
}

function shown(expr: Expr | undefined): string {
  if (expr === undefined) return 'none'
  return printInfix(mapExpr(expr, { param: ({ value }) => param(Number(value.toPrecision(4))) }))
}

/** New formulas first, those of earlier rounds behind. */
function pooled(found: readonly Expr[], known: readonly Expr[]): Expr[] {
  const byKey = new Map([...found, ...known].toReversed().map((expr) => [structureKey(expr), expr]))
  return [...byKey.values()].toReversed().slice(0, POOL)
}

/** Whether the best formula of a function leaves hardly more than the spline in whose place it stands. */
function isSettled(rows: TemplateRows, splines: TemplateValues, k: number, front: readonly Expr[]): boolean {
  const [first] = front
  if (first === undefined) return false
  const functions = splines.functions.with(k, evaluateTemplate(rows, first, splines.functions))
  return rows.n * Math.log(residualSum(rows, splines.numbers, functions) / splines.rss) < SETTLED
}

/** The best formula in place of the present values of one function, where the template does as well with it. */
function withFormula(rows: TemplateRows, present: TemplateValues, k: number, front: readonly Expr[]): TemplateValues {
  const [first] = front
  if (first === undefined) return present
  const functions = present.functions.with(k, evaluateTemplate(rows, first, present.functions))
  const rss = residualSum(rows, present.numbers, functions)
  return rss <= AS_GOOD * present.rss ? { ...present, functions, rss } : present
}
