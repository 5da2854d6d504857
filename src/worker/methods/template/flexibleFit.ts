import { apply, mapExpr, param, paramValues, variable, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import type { Random } from '../../numeric/random.ts'
import type { MethodContext } from '../method.ts'
import { splineColumns } from './splineColumns.ts'
import type { TemplateRows } from './templateRows.ts'

/** Rows for each coefficient, at least. */
const ROWS_A_COEFFICIENT = 5
const MAX_COEFFICIENTS = 90
/** Starts of the numbers of the template: all 1, all −1, then by chance over decades. */
const RANDOM_STARTS = 14
const FIRST_STEPS = 12
const LAST_STEPS = 60
/** What the unknown functions begin with, whichever gives the template a value. */
const LEVELS = [1, 0.5, 2, -1]

/** Every part of a template as numbers: its own, and the values of its functions row by row. */
export interface TemplateValues {
  readonly numbers: readonly number[]
  readonly functions: readonly Float64Array[]
  readonly rss: number
}

/**
 * Fits a template whose unknown functions are splines, all together: what they look like before anything is known of
 * them. Null where the template has no value at any start.
 */
export function flexibleFit(
  rows: TemplateRows,
  context: Pick<MethodContext, 'count' | 'control'>,
  random: Random
): TemplateValues | null {
  const { template, names, x, y, weights, n } = rows
  const most = Math.min(MAX_COEFFICIENTS, n / ROWS_A_COEFFICIENT) / template.functions.length
  const bases = template.functions.map(
    ({ inputs }) =>
    splineColumns(inputs.map((input) => x[names.indexOf(input)]!), most) // prettier-ignore
  )
  const flexible = (numbers: readonly number[], level: number): Expr =>
    mapExpr(withParams(template.expr, numbers), {
      var: (node) => {
        const k = template.functions.findIndex(({ placeholder }) => placeholder === node.name)
        return k < 0 ? node : combination(bases[k]!.map((_, j) => basisName(k, j)), level) // prettier-ignore
      }
    })
  const columnNames = [...names, ...bases.flatMap((basis, k) => basis.map((_, j) => basisName(k, j)))]
  const columns = [...x, ...bases.flat()]
  const program = compile(flexible(template.numbers.map(() => 1), 1), columnNames) // prettier-ignore

  function fit(start: ArrayLike<number>, maxIterations: number) {
    const result = fitParams(program, columns, y, weights, start, { maxIterations })
    if (result.kind === 'failed') return null
    context.count(result.iterations, result.iterations * program.nodes * n)
    return result
  }

  let best: { readonly params: Float64Array; readonly rss: number } | null = null
  for (const numbers of starts(paramValues(template.expr).length, random)) {
    for (const level of LEVELS) {
      if (context.control.shouldStop()) return null
      const result = fit(paramValues(flexible(numbers, level)), FIRST_STEPS)
      if (result !== null && (best === null || result.rss < best.rss)) best = result
      if (result !== null) break
    }
  }
  if (best === null) return null
  const last = fit(best.params, LAST_STEPS) ?? best

  // numbers and coefficients stand in the order of the formula
  const owners = paramOwners(template.expr, template.functions.map(({ placeholder }) => placeholder), bases) // prettier-ignore
  const numbers = Array.from(last.params).filter((_, i) => owners[i] === null)
  const functions = bases.map((basis, k) => {
    const coefficients = Array.from(last.params).filter((_, i) => owners[i] === k)
    const values = new Float64Array(n)
    basis.forEach((column, j) => column.forEach((value, i) => (values[i]! += coefficients[j]! * value)))
    return values
  })
  return { numbers, functions, rss: last.rss }
}

/** For every parameter of the flexible formula the function that it belongs to, or null for a number of the template. */
function paramOwners(
  expr: Expr,
  placeholders: readonly string[],
  bases: readonly (readonly unknown[])[]
): (number | null)[] {
  const owners: (number | null)[] = []
  mapExpr(expr, {
    param: (node) => {
      owners.push(null)
      return node
    },
    var: (node) => {
      const k = placeholders.indexOf(node.name)
      if (k >= 0) owners.push(...bases[k]!.map(() => k))
      return node
    }
  })
  return owners
}

function* starts(count: number, random: Random): Generator<number[]> {
  yield Array<number>(count).fill(1)
  if (count === 0) return
  yield Array<number>(count).fill(-1)
  for (let i = 0; i < RANDOM_STARTS; i++) {
    yield Array.from({ length: count }, () => (random.next() < 0.7 ? 1 : -1) * 10 ** (3 * random.next() - 2))
  }
}

function combination(names: readonly string[], level: number): Expr {
  return names
    .map((name): Expr => apply('mul', param(level), variable(name)))
    .reduce((sum, term) => apply('add', sum, term))
}

function basisName(k: number, j: number): string {
  return `unknown function ${k} piece ${j}`
}

/** Values of an expression in which the unknown functions are columns. */
export function evaluateTemplate(
  rows: TemplateRows,
  expr: Expr,
  functions: readonly Float64Array[]
): Float64Array<ArrayBuffer> {
  const names = [...rows.names, ...rows.template.functions.map(({ placeholder }) => placeholder)]
  const program = compile(expr, names)
  const values = new Float64Array(rows.n)
  evaluator.evaluate(program, [...rows.x, ...functions], program.params, values)
  return values
}
