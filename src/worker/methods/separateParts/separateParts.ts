import { apply, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { LawTemplate } from '../../../shared/expression/lawTemplate.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { residualSum } from '../template/combineFronts.ts'
import { searchTemplate } from '../template/template.ts'
import { templateRows } from '../template/templateRows.ts'
import { trainingRows } from '../trainingSample.ts'
import { descriptor } from './descriptor.ts'
import { partsOf, type Parts } from './partsOf.ts'

const MIN_ROWS = 30
/** Rows on which the inputs are compared. */
const MAX_ROWS = 600
/** Columns between two yields of that comparison: some effects, each of one or of many. */
const COLUMNS = 100

/**
 * y = f(x, z) + g(u) + …, or a product of such functions: which inputs stand together the data tell, and each function is
 * then looked for by all the other methods, beside smooth ones in the places of the others.
 */
export const separateParts: FormulaMethod = { kind: 'formula', descriptor, accepts, discover }

function accepts(problem: Problem): true | string {
  if (problem.inputs.length < 2) return 'Parts of their own need at least two input columns.'
  const rows = trainingRows(problem).length
  if (rows < MIN_ROWS) return `Telling inputs apart needs at least ${MIN_ROWS} rows to fit; there are ${rows}.`
  if (!problem.operators.includes('add')) return 'A sum of parts needs addition, which is not among the operators.'
  return true
}

async function* discover(
  problem: Problem,
  { maxInputs }: MethodOptions,
  context: MethodContext
): AsyncGenerator<Candidate | null> {
  const rows = templateRows(problem, unknownWhole(problem), MAX_ROWS)
  const steps = partsOf(rows, Number(maxInputs), new Set(problem.operators))
  let step = steps.next()
  for (; step.done !== true; step = steps.next()) {
    context.count(COLUMNS, COLUMNS * rows.n)
    if (context.control.shouldStop()) return
    yield null
  }
  if (step.value === null) {
    context.log('The inputs do not act apart from each other.')
    return
  }
  const { kind, parts } = step.value
  const template = templateOf(problem, step.value)
  const shaped = { ...rows, template }
  const functions = parts.map(({ values }) => values)
  context.log(`${problem.target.name} looks like a ${kind} of ${wordsFor(template)}.`)
  const splines = { numbers: [], functions, rss: residualSum(shaped, [], functions) }
  yield* searchTemplate(problem, shaped, splines, Infinity, context)
}

function unknownWhole({ target }: Problem): LawTemplate {
  return { target: target.name, expr: variable(target.name), numbers: [], functions: [] }
}

function templateOf({ target, inputs }: Problem, { kind, parts }: Parts): LawTemplate {
  const functions = parts.map((part, k) => ({
    name: `f${k + 1}`,
    inputs: part.inputs.map((j) => inputs[j]!.name),
    placeholder: `unknown function ${k}`
  }))
  const operator = kind === 'sum' ? 'add' : 'mul'
  const expr = functions
    .map(({ placeholder }): Expr => variable(placeholder))
    .reduce((left, right) => apply(operator, left, right))
  return { target: target.name, expr, numbers: [], functions }
}

function wordsFor({ functions }: LawTemplate): string {
  return functions.map(({ name, inputs }) => `${name}(${inputs.join(', ')})`).join(', ')
}
