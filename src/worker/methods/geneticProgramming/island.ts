import type { Expr } from '../../../shared/domain/expr.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import type { IslandContext } from '../method.ts'
import { populationsPerThread, type GeneticOptions } from './descriptor.ts'
import { createEvolution } from './evolution.ts'
import { trainingTable } from './trainingTable.ts'

export interface IslandPayload {
  readonly options: GeneticOptions
  readonly seeds: readonly Expr[]
  readonly threads: number
}

/** Evolves in a thread of its own: posts each better formula, takes in what the others found. */
export function runIsland(problem: Problem, { options, seeds, threads }: IslandPayload, context: IslandContext): void {
  const evolution = createEvolution({
    problem,
    table: trainingTable(problem, context.random),
    options,
    populations: populationsPerThread(options, threads),
    random: context.random,
    control: context.control,
    count: (evaluations, nodes) => context.count(evaluations, nodes),
    seeds,
    resumed: null
  })
  while (!context.control.shouldStop()) {
    evolution.step()
    const better = evolution.takeNew().map(({ expression }) => expression)
    if (better.length > 0) context.post(better)
    for (let news = context.receive(); news !== undefined; news = context.receive()) {
      evolution.immigrate(news as readonly Expr[])
    }
  }
}
