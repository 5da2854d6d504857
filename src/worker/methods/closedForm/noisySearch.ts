import type { Problem } from '../../../shared/domain/problem.ts'
import type { Expr } from '../../../shared/domain/expr.ts'
import { createShortlist, type Shortlist } from '../shortlist.ts'
import { trainingSample, type TrainingSample } from '../trainingSample.ts'
import type { MethodContext } from '../method.ts'
import { descriptor } from './descriptor.ts'
import { noiseView, type NoiseView } from './noiseView.ts'
import { createParametricProducts } from './parametricProducts.ts'
import { createProductSearch } from './productSearch.ts'
import { productTargets } from './productTarget.ts'
import { createProposals } from './proposals.ts'
import { screeningRows } from './screeningRows.ts'
import { createStoreRoom } from './storeRoom.ts'
import { noisySplits } from './separability.ts'
import { createSumSearch } from './sumSearch.ts'
import type { Workbench } from './workbench.ts'

/** Rows on which candidates are fitted and compared, and those on which very many columns are. */
const FIT_ROWS = 1000
const SCREENING_ROWS = 150
const LEADING_ROWS = 500
const TARGETS: readonly string[] = ['y', 'sin y', 'cos y']
const MAX_SUMS = 6
/** Simpler laws are found in noise by the exact search as well. */
const FIRST_LEVEL = 3
/** Errors smaller by so much are worth another look at everything. */
const CLEARLY_LESS = 0.95
/** Up to so many inputs every part of a search goes to the same depth. */
const MAX_INPUTS_DEEP = 4
/** Signal beyond which a row tells no more, and what a row of no signal counts, in σ. */
const MOST_TELLING = 10
const LEAST_TELLING = 0.3

/** The search of noisy data, which has more rows to go by and no use for equality. */
export interface NoisySearch {
  readonly shortlist: Shortlist
  /** Looks again at the data about the best law so far, `known` or its own: whether it leaves what looks like noise. */
  isRough(known: Expr): boolean
  /** Goes on to the next level, about the law looked at last; yields between pieces of work. */
  deepen(): Generator<void>
  /** Gives memory back; the search is of no use after that. */
  close(): void
}

export function createNoisySearch(bench: Workbench, problem: Problem, context: MethodContext): NoisySearch {
  const sample = trainingSample(problem, FIT_ROWS, context.random)
  const shortlist = createShortlist(problem, sample, descriptor.id, context)
  const proposals = createProposals(sample, bench.names, problem.maxComplexity, shortlist, (evaluations, nodes) =>
    context.count(evaluations, nodes)
  )
  let looked: NoiseView | null = null
  let known: Expr | null = null
  let wasRough = false
  let used: NoiseView | null = null
  let stages: Stages = []
  let level = -1
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
      return wasRough
    },
    *deepen() {
      if (looked === null) return
      let above = level
      level = Math.max(FIRST_LEVEL, level + 1)
      if (used === null || looked.sigma < CLEARLY_LESS * used.sigma) {
        // all columns are worth another look in the light of a better law
        used = looked
        const screening = screeningRows(tellingRows(sample, used, SCREENING_ROWS))
        stores.close()
        stages = createStages({ ...bench, sample, proposals, screening, stores }, used)
        above = -1
      }
      for (const deepen of stages) yield* deepen(above, level)
    }
  }
}

type Stages = readonly ((above: number, limit: number) => Generator<void>)[]

function createStages(exact: Workbench, noise: NoiseView): Stages {
  const bench: Workbench = { ...exact, noise }
  const targets = productTargets(bench.sample.y, bench.operators).filter(({ id }) => TARGETS.includes(id))
  const wide = { ...bench, screening: screeningRows(tellingRows(bench.sample, noise, LEADING_ROWS)) }
  const inputs = bench.names.map((_, j) => j)
  // on more rows: there are few of them, and noise hides their numbers
  const leading = createParametricProducts(wide, targets.slice(0, 1), inputs).leading
  const ofSplits = noisySplits(bench).flatMap((split, k) => {
    // the first guess at separable inputs is the likeliest and its search the smallest
    const isDeep = split.rest.length <= MAX_INPUTS_DEEP
    const lag = k === 0 || isDeep ? 0 : 1
    const sums = createSumSearch(bench, split)
    return [
      lagging((above) => (above < 0 ? sums.quadratic() : nothing()), 0),
      ...targets.flatMap((target) => [
        lagging(createProductSearch(bench, [target], split.rest).deepen, lag),
        lagging(createParametricProducts(bench, [target], split.rest).deepen, isDeep ? lag : lag + 1)
      ]),
      lagging((above, limit) => (above < MAX_SUMS ? sums.deepen(above, limit) : nothing()), lag)
    ]
  })
  return [lagging((above) => (above < 0 ? leading() : nothing()), 0), ...ofSplits]
}

function lagging(deepen: Stages[number], lag: number): Stages[number] {
  return (above, limit) => (limit - lag < 0 ? nothing() : deepen(above < 0 ? above : above - lag, limit - lag))
}

function* nothing(): Generator<void> {}

/** Rows drawn evenly along the sum of |v̂|/σ, so that those that noise drowns are few; in the order of the sample. */
function tellingRows(sample: TrainingSample, { fitted, sigma }: NoiseView, size: number): TrainingSample {
  if (sample.n <= size) return sample
  const values = fitted(sample.x, sample.n)
  const share = values.map((value) => Math.min(Math.abs(value) / sigma, MOST_TELLING) + LEAST_TELLING)
  const step = share.reduce((sum, value) => sum + value, 0) / size
  const rows: number[] = []
  let along = 0
  share.forEach((value, i) => {
    along += value
    if (along < step * (rows.length + 0.5)) return
    rows.push(i)
  })
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  const { x, y, weights } = sample
  return { n: rows.length, x: x.map(pick), y: pick(y), weights: weights && pick(weights) }
}
