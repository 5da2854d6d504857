import { complexity } from '../../../shared/domain/complexity.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { NO_KNOWLEDGE } from '../../../shared/domain/knowledge.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { pickRows } from '../../numeric/pickRows.ts'
import { createJudge } from '../../scoring/judge.ts'
import { splitRows } from '../../scoring/splitRows.ts'
import { closedForm } from '../closedForm/closedForm.ts'
import { geneticProgramming } from '../geneticProgramming/geneticProgramming.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { parametricSums } from '../parametricSums/parametricSums.ts'
import { powerLaw } from '../powerLaw/powerLaw.ts'
import { sparseRegression } from '../sparseRegression/sparseRegression.ts'
import { withDefinitions } from '../withDefinitions.ts'
import type { FunctionValues } from './solveForFunction.ts'
import { withMeanOne, type TemplateRows } from './templateRows.ts'

/** Cheapest first. */
const METHODS: readonly FormulaMethod[] = [powerLaw, sparseRegression, closedForm, parametricSums, geneticProgramming]
/** Of the evaluations that are left, for each method but the last. */
const SHARE = 0.5
/** A row that fixes the function this much less firmly than the firmest says nothing. */
const TOO_WEAK = 1e-6
/** Of the evaluations, after which formulas that leave only noise will do for this round. */
const ENOUGH = 0.25
/** A number times an input, whatever the rest of the law takes. */
const LEAST_COMPLEXITY = 4
const MIN_ROWS = 8
/** Formulas that may become a part of the law: the best, and of longer ones the best that is shorter each time. */
const BEST = 4
const SHORTER = 6

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
  const provenance = (method: string) => ({ method, options: {}, seed: 0, version: '', datasetHash: '' })
  const judge = createJudge(part, { seed: 1, provenance })
  let used = 0
  const definitions = problem.knowledge?.definitions ?? []
  for (const [i, plain] of METHODS.entries()) {
    const method = definitions.length > 0 ? withDefinitions(plain) : plain
    if (method.accepts(part) !== true) continue
    const until = i === METHODS.length - 1 ? evaluations : used + SHARE * (evaluations - used)
    const isOver = () => context.control.shouldStop() || used >= until
    const inner: MethodContext = {
      ...context,
      control: { shouldStop: isOver },
      threads: 1,
      openIslands: () => [],
      count(more, nodes) {
        used += more
        context.count(more, nodes)
      },
      log: () => undefined,
      checkpoint: null,
      saveCheckpoint: () => undefined
    }
    const options = Object.fromEntries(method.descriptor.options.map((option) => [option.id, option.default]))
    for await (const candidate of method.discover({ ...part, seeds: judge.seeds() }, options, inner)) {
      if (candidate !== null) judge.add(candidate)
      if (isOver()) break
    }
    const explanation = judge.explanation()
    if (context.control.shouldStop() || explanation === 'exact') break
    if (explanation !== null && used >= ENOUGH * evaluations) break
  }
  return front(judge.seeds())
}

/** What the other functions make up for makes the best formulas too long: shorter ones count as well. */
function front(seeds: readonly Expr[]): Expr[] {
  let least = Infinity
  const shorter = seeds.filter((expr) => {
    const isShorter = complexity(expr) < least
    if (isShorter) least = complexity(expr)
    return isShorter
  })
  return [...new Set([...seeds.slice(0, BEST), ...shorter.slice(0, SHORTER)])]
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
