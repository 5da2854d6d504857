import type { Expr } from '../../../shared/domain/expr.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { noiseView, type NoiseView } from './noiseView.ts'
import { noisyStages, type NoisyStage } from './noisyStages.ts'
import type { Proposals } from './proposals.ts'
import { screeningRows } from './screeningRows.ts'
import { createStoreRoom } from './storeRoom.ts'
import { tellingRows } from './tellingRows.ts'
import type { Workbench } from './workbench.ts'

/** Rows on which candidates are fitted and compared, and those on which very many columns are. */
export const NOISY_ROWS = 1000
const SCREENING_ROWS = 150
/** Errors smaller by so much are worth another look at everything. */
const CLEARLY_LESS = 0.95

/** The search of noisy data, which has more rows to go by and no use for equality. */
export interface NoisySearch {
  /** Looks again at the data about a law: whether that or an earlier one left what looks like noise; null where rows are too few to tell. */
  isRough(known: Expr): boolean | null
  /** The next round, about the law looked at last; yields between pieces of work. */
  deepen(): Generator<void>
  /** Gives memory back; the search is of no use after that. */
  close(): void
}

/** What noisy data are searched on. */
export interface NoisyRows {
  readonly sample: TrainingSample
  /** Whether the weights of the sample are errors of measurement, so that there are no others to be guessed. */
  readonly areErrorsGiven: boolean
  /** Where formulas are fitted and compared, with the weights of these rows. */
  readonly proposalsOn: (rows: TrainingSample) => Proposals
}

export function createNoisySearch(bench: Workbench, rows: NoisyRows): NoisySearch {
  const { sample, areErrorsGiven, proposalsOn } = rows
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
    isRough(law) {
      if (law !== known) looked = noiseView(law, bench.names, sample, areErrorsGiven)
      known = law
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
}
