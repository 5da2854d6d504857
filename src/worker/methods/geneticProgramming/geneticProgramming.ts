import type { Expr } from '../../../shared/domain/expr.ts'
import type { Candidate, Problem } from '../../../shared/domain/problem.ts'
import type { FormulaMethod, Island, MethodContext } from '../method.ts'
import { createArchive } from './archive.ts'
import { limitsFor } from './archiveLimits.ts'
import { descriptor, geneticOptions, populationsPerThread, type GeneticOptions } from './descriptor.ts'
import { createEvolution, type Evolution, type EvolutionState } from './evolution.ts'
import { createFitness } from './fitness.ts'
import { runIsland, type IslandPayload } from './island.ts'
import { systematicSearch } from './systematicSearch.ts'
import { prefix, trainingTable, type TrainingTable } from './trainingTable.ts'

/** Rows on which the short formulas are compared: enough to tell them apart, few enough to look at very many. */
const SYSTEMATIC_ROWS = 200
const EXCHANGE = 5
const CHECKPOINT = 10

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
  island: (problem, payload, context) => runIsland(problem, payload as IslandPayload, context)
}

function* discover(
  problem: Problem,
  given: Readonly<Record<string, number | string | boolean>>,
  context: MethodContext
): Generator<Candidate> {
  const options = geneticOptions(given)
  const resumed = context.checkpoint as EvolutionState | null
  const table = trainingTable(problem, context.random)
  const payload: IslandPayload = { options, seeds: problem.seeds, threads: context.threads }
  const islands = context.threads > 1 ? context.openIslands(payload, context.threads - 1) : []
  try {
    const isFresh = resumed === null && options.systematicFirst
    const found = isFresh ? yield* searchSystematically(problem, table, context) : []
    const evolution = createEvolution({
      problem,
      table,
      options,
      populations: populationsPerThread(options, context.threads),
      random: context.random,
      control: context.control,
      count: (evaluations, nodes) => context.count(evaluations, nodes),
      seeds: [...problem.seeds, ...found],
      resumed
    })
    yield* evolve(evolution, islands, options, resumed?.generation ?? 0, context)
  } finally {
    for (const island of islands) island.close()
  }
}

/** Yields the short formulas that fit best; returns those kept at the end. */
function* searchSystematically(
  problem: Problem,
  table: TrainingTable,
  context: MethodContext
): Generator<Candidate, readonly Expr[]> {
  const count = (evaluations: number, nodes: number) => context.count(evaluations, nodes)
  const limits = limitsFor(problem)
  const archive = createArchive(limits)
  const search = {
    fitness: createFitness(prefix(table, SYSTEMATIC_ROWS), count),
    archive,
    operators: problem.operators,
    maxComplexity: limits.maxComplexity,
    shouldStop: () => context.control.shouldStop()
  }
  for (const _ of systematicSearch(search, count)) {
    yield* candidates(archive.takeNew())
    if (context.control.shouldStop()) break
  }
  yield* candidates(archive.takeNew())
  context.log('The short formulas have been looked at; evolution goes on from the best of them.')
  return archive.entries().map(({ expression }) => expression)
}

function* evolve(
  evolution: Evolution,
  islands: readonly Island[],
  { maxGenerations }: GeneticOptions,
  start: number,
  context: MethodContext
): Generator<Candidate> {
  for (let generation = start; maxGenerations === 0 || generation < maxGenerations; generation++) {
    if (context.control.shouldStop()) break
    evolution.step()
    for (const island of islands) {
      for (let news = island.receive(); news !== undefined; news = island.receive()) {
        evolution.immigrate(news as readonly Expr[])
      }
      if (generation % EXCHANGE === 0) island.post(evolution.emigrants())
    }
    if (generation % CHECKPOINT === 0) context.saveCheckpoint(evolution.state())
    yield* candidates(evolution.takeNew())
  }
  context.saveCheckpoint(evolution.state())
  yield* candidates(evolution.takeNew())
}

function* candidates(entries: readonly { readonly expression: Expr }[]): Generator<Candidate> {
  for (const { expression } of entries) yield { expression, method: descriptor.id }
}
