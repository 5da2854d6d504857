import type { Expr } from '../../../shared/domain/expr.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import { likelyInputs } from '../likelyInputs.ts'
import type { FormulaMethod, MethodContext } from '../method.ts'
import { createArchipelago, type Archipelago, type ArchipelagoState } from './archipelago.ts'
import { createArchive } from './archive.ts'
import { limitsFor } from './archiveLimits.ts'
import { descriptor, geneticOptions } from './descriptor.ts'
import { createFitness } from './fitness.ts'
import type { IslandStart } from './island.ts'
import { runIslandThread } from './islandThread.ts'
import { systematicSearch } from './systematicSearch.ts'
import { prefix, trainingTable, type TrainingTable } from './trainingTable.ts'

/** Rows on which the short formulas are compared: enough to tell them apart, few enough to look at very many. */
const SYSTEMATIC_ROWS = 200
/** Inputs of the short formulas: of more the likeliest are chosen. */
const SYSTEMATIC_INPUTS = 10
/** Rows on which the inputs are compared. */
const LIKELY_ROWS = 1000

/**
 * Symbolic regression: the short formulas in order, then evolution of islands with linear scaling and
 * Levenberg–Marquardt on the numbers. Minimises the weighted squared error on the training rows for every complexity.
 */
export const geneticProgramming: FormulaMethod = {
  kind: 'formula',
  descriptor,
  accepts: (problem) =>
    problem.inputs.length > 0 || 'There is no input column: give at least one column the role input.',
  discover,
  island: (problem, payload, context) => runIslandThread(problem, payload as IslandStart, context)
}

function* discover(
  problem: Problem,
  given: Readonly<Record<string, number | string | boolean>>,
  context: MethodContext
): Generator<Candidate | null> {
  const options = geneticOptions(given)
  const resumed = context.checkpoint as ArchipelagoState | null
  const seed = context.random.integer(2 ** 32)
  const isFresh = resumed === null && options.systematicFirst
  const found = isFresh ? yield* searchSystematically(problem, trainingTable(problem, context.random), context) : []
  if (isFresh && context.control.shouldStop()) return
  const start: IslandStart = { options, seed, seeds: [...problem.seeds, ...found], resumed: resumed?.islands ?? [] }
  const archipelago = createArchipelago(problem, start, resumed?.generation ?? 0, context)
  try {
    yield* evolve(problem, archipelago, options.maxGenerations || Infinity, context)
  } finally {
    archipelago.close()
  }
}

/** Yields the short formulas that fit best; returns those kept at the end. */
function* searchSystematically(
  problem: Problem,
  table: TrainingTable,
  context: MethodContext
): Generator<Candidate | null, readonly Expr[]> {
  const count = (evaluations: number, nodes: number) => context.count(evaluations, nodes)
  const limits = limitsFor(problem)
  const archive = createArchive(limits)
  const search = {
    fitness: createFitness(prefix(withLikelyInputs(table), SYSTEMATIC_ROWS), count),
    archive,
    operators: problem.operators,
    maxComplexity: limits.maxComplexity,
    shouldStop: () => context.control.shouldStop()
  }
  for (const _ of systematicSearch(search, count)) {
    yield* candidates(archive.takeNew())
    if (context.control.shouldStop()) break
    yield null
  }
  yield* candidates(archive.takeNew())
  context.log('The short formulas have been looked at; evolution goes on from the best of them.')
  return archive.entries().map(({ expression }) => expression)
}

/** The table with the likeliest inputs: the number of short formulas grows with the square of the inputs and faster. */
function withLikelyInputs(table: TrainingTable): TrainingTable {
  const chosen = likelyInputs(prefix(table, LIKELY_ROWS), SYSTEMATIC_INPUTS)
  return { ...table, names: chosen.map((j) => table.names[j]!), x: chosen.map((j) => table.x[j]!) }
}

function* evolve(
  problem: Problem,
  archipelago: Archipelago,
  maxGenerations: number,
  context: MethodContext
): Generator<Candidate | null> {
  const archive = createArchive(limitsFor(problem))
  while (archipelago.generation() < maxGenerations && !context.control.shouldStop()) {
    const reports = archipelago.round(maxGenerations - archipelago.generation())
    if (reports === null) break
    for (const { news, evaluations, nodeEvaluations } of reports) {
      context.count(evaluations, nodeEvaluations)
      for (const { expression, loss } of news) archive.offer(expression, loss)
    }
    context.saveCheckpoint(archipelago.state())
    yield null
    yield* candidates(archive.takeNew())
  }
}

function* candidates(entries: readonly { readonly expression: Expr }[]): Generator<Candidate> {
  for (const { expression } of entries) yield { expression, method: descriptor.id }
}
