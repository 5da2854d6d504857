import type { Expr } from '../../../shared/domain/expr.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { createRandom } from '../../numeric/random.ts'
import type { Control } from '../method.ts'
import type { GeneticOptions } from './descriptor.ts'
import { createEvolution, type Evolution, type EvolutionState } from './evolution.ts'
import { trainingTable } from './trainingTable.ts'

/** What every island of a run starts with; structured-clonable. */
export interface IslandStart {
  readonly options: GeneticOptions
  readonly seeds: readonly Expr[]
  /** Each island draws its own numbers from this and its place. */
  readonly seed: number
  /** By the place of the island; empty at a fresh start. */
  readonly resumed: readonly EvolutionState[]
}

/** What an island does between two exchanges. */
export interface IslandOrder {
  /** Place of the island among all, from 0. */
  readonly place: number
  readonly generations: number
  readonly immigrants: readonly Expr[]
  /** Whether the report is to say from where the island could go on. */
  readonly wantsState: boolean
}

export interface IslandReport {
  /** Better formulas with their losses. */
  readonly news: readonly { readonly expression: Expr; readonly loss: number }[]
  readonly emigrants: readonly Expr[]
  readonly evaluations: number
  readonly nodeEvaluations: number
  readonly state: EvolutionState | null
}

/** The islands of one thread: what an island does depends on its place and its orders alone, not on the thread. */
export interface Islands {
  run(order: IslandOrder): IslandReport
}

const SEED_STEP = 0x51ed27

export function createIslands(problem: Problem, start: IslandStart, control: Control): Islands {
  const evolutions = new Map<number, Evolution>()
  let evaluations = 0
  let nodeEvaluations = 0

  function evolutionAt(place: number): Evolution {
    const random = createRandom(start.seed + place * SEED_STEP)
    const evolution = createEvolution({
      problem,
      table: trainingTable(problem, random),
      options: start.options,
      random,
      control,
      // added to the counters of the run when all islands have reported: the limit must not fall between them by chance
      count: (more, moreNodes) => {
        evaluations += more
        nodeEvaluations += moreNodes
      },
      seeds: start.seeds,
      resumed: start.resumed[place] ?? null
    })
    evolutions.set(place, evolution)
    return evolution
  }

  return {
    run({ place, generations, immigrants, wantsState }) {
      evaluations = 0
      nodeEvaluations = 0
      const evolution = evolutions.get(place) ?? evolutionAt(place)
      evolution.immigrate(immigrants)
      for (let generation = 0; generation < generations && !control.shouldStop(); generation++) evolution.step()
      return {
        news: evolution.takeNew().map(({ expression, loss }) => ({ expression, loss })),
        emigrants: evolution.emigrants(),
        evaluations,
        nodeEvaluations,
        state: wantsState ? evolution.state() : null
      }
    }
  }
}
