import type { Problem } from '../../../shared/domain/problem.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { createShortlist, type Shortlist } from '../shortlist.ts'
import { trainingSample, type TrainingSample } from '../trainingSample.ts'
import type { MethodContext } from '../method.ts'
import { descriptor } from './descriptor.ts'
import { noiseView, type NoiseView } from './noiseView.ts'
import { noisyStages, type NoisyStage } from './noisyStages.ts'
import { createProposals, type Proposals } from './proposals.ts'
import { screeningRows } from './screeningRows.ts'
import { createStoreRoom } from './storeRoom.ts'
import { tellingRows } from './tellingRows.ts'
import type { Workbench } from './workbench.ts'

/** Rows on which candidates are fitted and compared, and those on which very many columns are. */
const FIT_ROWS = 1000
const SCREENING_ROWS = 150
/** Errors smaller by so much are worth another look at everything. */
const CLEARLY_LESS = 0.95

/** The search of noisy data, which has more rows to go by and no use for equality. */
export interface NoisySearch {
  readonly shortlist: Shortlist
  /**
   * Looks again at the data about the best law so far, `known` or its own: whether that or an earlier one left what
   * looks like noise; null where rows are too few to tell.
   */
  isRough(known: Expr): boolean | null
  /** The next round, about the law looked at last; yields between pieces of work. */
  deepen(): Generator<void>
  /** Gives memory back; the search is of no use after that. */
  close(): void
}

export function createNoisySearch(bench: Workbench, problem: Problem, context: MethodContext): NoisySearch {
  const sample = trainingSample(problem, FIT_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  let proposals = proposalsOn(sample)
  let looked: NoiseView | null = null
  let known: Expr | null = null
  let wasRough = false
  let used: NoiseView | null = null
  let stages: readonly NoisyStage[] = []
  let round = 0
  const stores = createStoreRoom()
  return {
    close: () => stores.close(),
    shortlist,
    isRough(law) {
      shortlist.offer(law)
      const best = shortlist.best()?.expression ?? null
      if (best !== null && best !== known) looked = noiseView(best, bench.names, sample)
      known = best
      wasRough ||= looked?.isRough === true
      return wasRough || (looked?.isRough ?? null)
    },
    *deepen() {
      if (looked === null) return
      const isOtherNoise = looked.isRelative !== (used?.isRelative ?? false)
      if (used === null || isOtherNoise || looked.sigma < CLEARLY_LESS * used.sigma) {
        // all columns are worth another look in the light of a better law
        used = looked
        if (isOtherNoise) proposals = proposalsOn(used.sample)
        const screening = screeningRows(tellingRows(used, SCREENING_ROWS))
        stores.close()
        stages = noisyStages({ ...bench, sample: used.sample, proposals, screening, stores }, used)
      }
      for (const stage of stages) yield* stage(round)
      round++
    }
  }

  function proposalsOn(rows: TrainingSample): Proposals {
    const count = (evaluations: number, nodes: number) => context.count(evaluations, nodes)
    return createProposals(rows, bench.names, problem.maxComplexity, shortlist, count)
  }
}
