import { createParametricProducts } from './parametricProducts.ts'
import { createParametricSums } from './parametricSums.ts'
import { createProductSearch } from './productSearch.ts'
import { productTargets } from './productTarget.ts'
import { linearBasis } from './quadraticBasis.ts'
import { screeningRows } from './screeningRows.ts'
import { noisySplits } from './separability.ts'
import { createSumSearch } from './sumSearch.ts'
import { sumTargets } from './sumTarget.ts'
import { tellingRows } from './tellingRows.ts'
import type { NoiseView } from './noiseView.ts'
import type { Workbench } from './workbench.ts'

const LEADING_ROWS = 500
/** Targets other than y whose products are worth their time in noise. */
const ANGLES: readonly string[] = ['sin y', 'cos y']
/** Price of the arguments that a first round looks at, by the number of inputs: tens of thousands of columns each. */
const FIRST_PRODUCTS = [7, 7, 6, 5, 4, 3.6]
const FIRST_NUMBERS = [6, 6, 5, 4, 3, 3]
const FIRST_TERMS = [7, 7, 6, 6, 5, 4.4]
const FIRST_CURVES = [4, 4, 4, 4, 3, 2]
const FIRST_OF_MANY = 3
/** What a round adds to that: of few inputs a price more brings few columns. */
const STEPS = [1, 1, 1, 1, 0.6]
const STEP_OF_MANY = 0.5

/** Up to so many inputs every guess at separable inputs is searched at once. */
const MAX_INPUTS_ALL = 4

/** A part of the search in noise, further with every round. */
export type NoisyStage = (round: number) => Generator<void>

/** The parts in the order in which a round goes through them: likely and cheap ones first. */
export function noisyStages(exact: Workbench, noise: NoiseView): NoisyStage[] {
  const bench: Workbench = { ...exact, noise }
  const targets = productTargets(bench.sample.y, bench.operators)
  const plain = targets.filter(({ isPlain }) => isPlain)
  const angles = targets.filter(({ id }) => ANGLES.includes(id))
  const inputs = bench.names.map((_, j) => j)
  // on more rows: there are few of them, and noise hides their numbers
  const wide = { ...bench, screening: screeningRows(tellingRows(noise, LEADING_ROWS)) }
  const leading = createParametricProducts(wide, plain, inputs).leading
  const ofSplits = noisySplits(bench).map((split, k) => {
    const d = split.rest.length
    const sums = createSumSearch(bench, split)
    const plainSums = sumTargets(bench, split).filter(({ id }) => id === 'identity')
    const products = createProductSearch(bench, plain, split.rest)
    // the first guess at separable inputs is the likeliest and its search the smallest
    const lag = inputs.length <= MAX_INPUTS_ALL ? 0 : k
    const ofAngles = angles.map((target) => createProductSearch(bench, [target], split.rest))
    return [
      once(lag, sums.quadratic),
      deepening(
        lag,
        at(FIRST_CURVES, d),
        d,
        createParametricSums(bench, plainSums, split.rest, linearBasis(bench, split.rest)).deepen
      ),
      deepening(lag, at(FIRST_PRODUCTS, d), d, products.deepen),
      always(lag, products.nearPairs),
      deepening(lag, at(FIRST_NUMBERS, d), d, createParametricProducts(bench, plain, split.rest).deepen),
      deepening(lag, at(FIRST_TERMS, d), d, sums.deepen),
      always(lag, sums.nearPairs),
      ...ofAngles.map(({ deepen, nearPairs }) =>
        inOrder(deepening(lag + 1, at(FIRST_PRODUCTS, d) - 1, d, deepen), always(lag + 1, nearPairs))
      )
    ]
  })
  const kinds = ofSplits[0]!.map((_, kind) => ofSplits.map((stages) => stages[kind]!))
  return [once(0, leading), ...kinds.flat()]
}

function at(firsts: readonly number[], inputs: number): number {
  return firsts[inputs] ?? FIRST_OF_MANY
}

/** Begins with the round `lag` at the price `first`. */
function deepening(
  lag: number,
  first: number,
  inputs: number,
  deepen: (above: number, limit: number) => Generator<void>
): NoisyStage {
  const step = STEPS[inputs] ?? STEP_OF_MANY
  let reached = -1
  return function* (round) {
    const limit = first + step * (round - lag)
    if (round < lag || limit <= reached) return
    const above = reached
    reached = limit
    yield* deepen(above, limit)
  }
}

function once(lag: number, work: () => Generator<void>): NoisyStage {
  let isDone = false
  return function* (round) {
    if (round < lag || isDone) return
    isDone = true
    yield* work()
  }
}

function always(lag: number, work: () => Generator<void>): NoisyStage {
  return function* (round) {
    if (round >= lag) yield* work()
  }
}

function inOrder(...stages: readonly NoisyStage[]): NoisyStage {
  return function* (round) {
    for (const stage of stages) yield* stage(round)
  }
}
