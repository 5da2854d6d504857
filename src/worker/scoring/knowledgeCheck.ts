import type { Expr } from '../../shared/domain/expr.ts'
import type { Fact, Knowledge, ValueConstraint } from '../../shared/domain/knowledge.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { differentiate } from '../../shared/expression/differentiate.ts'
import { respectsNesting } from '../../shared/expression/respectsNesting.ts'
import { evaluator } from '../kernel/evaluator.ts'
import { compile } from '../kernel/program.ts'
import { standardDeviation } from '../numeric/statistics.ts'

/** Rows of the data on which a constraint is looked at; the same number lies beyond. */
const GRID_ROWS = 200
/** Beyond either end of an input, as a share of its range. */
const MARGIN = 0.1
/** Slopes and values this close to their limit, relative to the largest slope and to the spread of y, touch it. */
const TOUCHES = 1e-9
/** A value that the law is to have may be missed by this share of the spread: rounding of a fit without noise. */
const MEETS = 1e-6

/** The first thing that a formula breaks of what the user knows, or null; asked of every candidate by the judge. */
export type KnowledgeCheck = (expression: Expr) => Fact | null

/**
 * Looks at formulas on rows of the data and on the same rows drawn out by a tenth of the range, without a change of sign
 * of any input. Where a formula has no value it breaks nothing but a known value: rows without one are another matter.
 */
export function knowledgeCheck(problem: Problem, knowledge: Knowledge): KnowledgeCheck {
  const { constraints, forbiddenNesting } = knowledge
  const names = problem.inputs.map(({ name }) => name)
  const grid = constraints.length === 0 ? [] : gridOf(problem)
  const spread = standardDeviation(problem.y)

  function valuesOf(expression: Expr, columns: readonly Float64Array[]): Float64Array {
    const program = compile(expression, names)
    const values = new Float64Array(columns[0]!.length)
    evaluator.evaluate(program, columns, program.params, values)
    return values
  }

  // the evaluator remembers columns by identity: those of a place are made once
  const checks = constraints.map((constraint): ((expression: Expr) => boolean) => {
    switch (constraint.kind) {
      case 'above':
      case 'below': {
        const sign = constraint.kind === 'above' ? 1 : -1
        const slack = TOUCHES * spread
        return (expression) =>
          valuesOf(expression, grid).every((value) => !(sign * (value - constraint.bound) < -slack))
      }
      case 'increasing':
      case 'decreasing': {
        const sign = constraint.kind === 'increasing' ? 1 : -1
        return (expression) => hasSign(valuesOf(differentiate(expression, constraint.input), grid), sign)
      }
      case 'value': {
        const place = placeOf(constraint, problem)
        const slack = MEETS * Math.max(spread, Math.abs(constraint.value))
        return (expression) => valuesOf(expression, place).every((value) => Math.abs(value - constraint.value) <= slack)
      }
    }
  })

  return (expression) => {
    const nesting = forbiddenNesting.find((limit) => !respectsNesting(expression, [limit]))
    return nesting ?? constraints.find((_, i) => !checks[i]!(expression)) ?? null
  }
}

/**
 * For a search that keeps few formulas: true for those that the judge could admit. A known value is left to the judge,
 * which puts it into the formula. Null where everything is allowed.
 */
export function knowledgeFilter(problem: Problem): ((expression: Expr) => boolean) | null {
  const { knowledge } = problem
  if (knowledge === undefined) return null
  const constraints = knowledge.constraints.filter(({ kind }) => kind !== 'value')
  if (constraints.length + knowledge.forbiddenNesting.length === 0) return null
  const findBroken = knowledgeCheck(problem, { ...knowledge, constraints })
  return (expression) => findBroken(expression) === null
}

function hasSign(slopes: Float64Array, sign: number): boolean {
  const largest = slopes.reduce((most, slope) => (Number.isFinite(slope) ? Math.max(most, Math.abs(slope)) : most), 0)
  return slopes.every((slope) => !(sign * slope < -TOUCHES * largest))
}

/** Rows spread over the table, and the same rows drawn out from the middle of every input. */
function gridOf({ x, n }: Problem): readonly Float64Array[] {
  const count = Math.min(n, GRID_ROWS)
  return x.map((values) => {
    let [low, high] = [Infinity, -Infinity]
    for (const value of values) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    const margin = MARGIN * (high - low)
    const [from, to] = [awayFromZero(low, low - margin), awayFromZero(high, high + margin)]
    const own = Float64Array.from({ length: count }, (_, i) => values[Math.floor((i * n) / count)]!)
    // both ends are met, whichever rows were taken
    const drawn = own.map((value) => from + ((value - low) / (high - low)) * (to - from))
    return Float64Array.from([...own, ...drawn, from, to])
  })
}

/** `beyond`, but half-way to 0 where it lies on its other side: a mass or a temperature stays positive. */
function awayFromZero(end: number, beyond: number): number {
  if (end === 0) return 0
  return Math.sign(beyond) === Math.sign(end) ? beyond : end / 2
}

/** Rows spread over the table, with some inputs held at the place of a known value. */
export function placeOf({ at }: ValueConstraint, { inputs, x, n }: Problem): readonly Float64Array[] {
  const count = Math.min(n, GRID_ROWS)
  return inputs.map(({ name }, j) => {
    const held = at.find(({ input }) => input === name)
    if (held !== undefined) return new Float64Array(count).fill(held.value)
    return Float64Array.from({ length: count }, (_, i) => x[j]![Math.floor((i * n) / count)]!)
  })
}
