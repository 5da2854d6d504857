import { complexity } from '../../../shared/domain/complexity.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { NO_KNOWLEDGE } from '../../../shared/domain/knowledge.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { splitRows } from '../../scoring/splitRows.ts'
import type { MethodContext } from '../method.ts'
import { searchForms } from '../searchForms.ts'
import type { FunctionValues } from './solveForFunction.ts'
import { withMeanOne, type TemplateRows } from './templateRows.ts'

/** A row that fixes the function this much less firmly than the firmest says nothing. */
const TOO_WEAK = 1e-6
/** A number times an input, whatever the rest of the law takes. */
const LEAST_COMPLEXITY = 4
const MIN_ROWS = 8

/**
 * Looks for one unknown function as for any other law, from what it has to be row by row. Its best formulas with fitted
 * numbers, best first; none where too few rows fix it.
 */
export async function searchFunction(
  problem: Problem,
  rows: TemplateRows,
  k: number,
  wanted: FunctionValues,
  evaluations: number,
  context: MethodContext
): Promise<readonly Expr[]> {
  const part = functionProblem(problem, rows, k, wanted)
  if (part === null) return []
  return searchForms(part, evaluations, context)
}

/** The function's own problem: its values by its inputs, on the rows that fix it. */
function functionProblem(
  problem: Problem,
  { template, names, x, n }: TemplateRows,
  k: number,
  { values, weights }: FunctionValues
): Problem | null {
  const { name, inputs } = template.functions[k]!
  const strongest = weights.reduce((most, weight) => (weight > most ? weight : most), 0)
  const isUsable = (i: number) => Number.isFinite(values[i]) && weights[i]! > TOO_WEAK * strongest
  const kept = Uint32Array.from({ length: n }, (_, i) => i).filter(isUsable)
  const y = pickRows(values, kept)
  if (kept.length < MIN_ROWS || y.every((value) => value === y[0])) return null
  const places = inputs.map((input) => names.indexOf(input))
  const columns = places.map((j) => pickRows(x[j]!, kept))
  return {
    target: { name, unit: null, dimension: null },
    // what a function of known parts returns has no unit of its own
    inputs: places.map((j) => ({ ...problem.inputs[j]!, unit: null, dimension: null })),
    n: kept.length,
    x: columns,
    y,
    weights: withMeanOne(pickRows(weights, kept)),
    part: splitRows(columns, 1),
    operators: problem.operators,
    // the rest of the law counts as well
    maxComplexity: Math.max(LEAST_COMPLEXITY, problem.maxComplexity - complexity(template.expr) + 1),
    seeds: [],
    knowledge: { ...NO_KNOWLEDGE, definitions: problem.knowledge?.definitions ?? [] }
  }
}
