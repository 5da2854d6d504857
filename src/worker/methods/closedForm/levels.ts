import { elementaryFactors } from './elementaryFactors.ts'
import { createParametricProducts } from './parametricProducts.ts'
import { createParametricSums } from './parametricSums.ts'
import { createProductSearch } from './productSearch.ts'
import { productTargets } from './productTarget.ts'
import { nearestPowers, splits, type Split } from './separability.ts'
import { createShiftedProducts } from './shiftedProducts.ts'
import { createSumSearch, type SumSearch } from './sumSearch.ts'
import { sumTargets, type SumTarget } from './sumTarget.ts'
import { unknownShifts } from './unknownShift.ts'
import type { Workbench } from './workbench.ts'

/** Price of the arguments of the first level. */
export const FIRST_LEVEL = 2
/** Depths of the products after which triples of what was met are looked at, and offsets of unknown size. */
const TRIPLES_AFTER: readonly number[] = [4, 6, 8]
const OFFSETS_AFTER: readonly number[] = [3]
/** Targets of which factors with a number inside are worth their time: y, and one more. */
const PARAMETRIC_TARGETS = 2

/** Fewer rows hardly tell which inputs are separable. */
const SURE_ROWS = 100
/** Up to so many inputs products have simple functions of each beside what is searched. */
const MAX_ELEMENTARY = 2

/** A stage of the search, some levels behind or ahead of the others: what one argument costs decides how far. */
interface Stage {
  readonly lag: number
  readonly isDear: boolean
  deepen(above: number, limit: number): Generator<void>
}

/** The search of exact data by iterative deepening, so that a simple law of any kind comes before an intricate one. */
export interface ExactSearch {
  /** Yields between small pieces of work; ends early with an exact law. */
  level(level: number): Generator<void>
  /** The stages of a level that take longest. */
  dearLevel(level: number): Generator<void>
}

export function createExactSearch(bench: Workbench): ExactSearch {
  const guesses = splits(bench)
  const sums = guesses.map((split) => createSumSearch(bench, split))
  const stages = createStages(bench, guesses, sums)
  function* run(level: number, isDear: boolean): Generator<void> {
    for (const { lag, deepen } of stages.filter((stage) => stage.isDear === isDear)) {
      if (bench.proposals.isExact()) return
      const depth = level - lag
      const isFirst = level === FIRST_LEVEL + Math.max(0, lag)
      if (depth >= FIRST_LEVEL) yield* untilExact(bench, deepen(isFirst ? -1 : depth - 1, depth))
    }
  }
  return {
    *level(level) {
      if (level === FIRST_LEVEL) for (const search of sums) yield* untilExact(bench, search.quadratic())
      yield* run(level, false)
    },
    dearLevel: (level) => run(level, true)
  }
}

function createStages(bench: Workbench, guesses: readonly Split[], sums: readonly SumSearch[]): Stage[] {
  const targets = productTargets(bench.sample.y, bench.operators)
  const wholeTargets = sumTargets(bench, { powers: [], rest: [] })
  const products = guesses.map(({ rest }) => createProductSearch(bench, targets, rest))
  const [first, ...others] = products
  if (first === undefined) return []
  const { rest } = guesses[0]!
  const isWide = rest.length > 3
  const isSure = bench.sample.n >= SURE_ROWS

  const cheap = [
    { lag: isWide ? -1 : 0, deepen: first.deepen },
    { lag: -1, deepen: sums[0]!.deepen },
    { lag: isWide ? 2 : 1, deepen: createParametricSums(bench, wholeTargets).deepen },
    { lag: 1, deepen: createParametricProducts(bench, targets.slice(0, PARAMETRIC_TARGETS), rest).deepen },
    // the other guesses at separable inputs are less likely, and their searches larger
    ...others.map(({ deepen }) => ({ lag: isSure ? 1 : 0, deepen })),
    ...sums.slice(1).map(({ deepen }) => ({ lag: 1, deepen })),
    {
      lag: 0,
      deepen: only(OFFSETS_AFTER, () => unknownShifts(bench, wholeTargets, first))
    }
  ]
  if (bench.names.length <= MAX_ELEMENTARY) {
    const beside = elementaryFactors(bench)
    const wide = createProductSearch(bench, targets.slice(0, 1), rest, beside)
    if (beside.length > 0) cheap.push({ lag: bench.names.length - 1, deepen: wide.deepen })
  }
  // the search over all inputs lags where there are others
  const all = products.at(-1)!
  cheap.push({
    lag: all === first ? 0 : 1,
    deepen: only(OFFSETS_AFTER, () => unknownShifts(bench, dividedTargets(bench), all))
  })
  const shifted = createShiftedProducts(bench, wholeTargets, all)
  cheap.push({ lag: 1, deepen: shifted.deepenPlain })
  const dear = [
    { lag: isWide ? 4 : 2, deepen: shifted.deepen },
    ...[...products, ...sums].map(({ triples }) => ({ lag: 1, deepen: only(TRIPLES_AFTER, triples) }))
  ]
  return [...cheap.map((stage) => ({ ...stage, isDear: false })), ...dear.map((stage) => ({ ...stage, isDear: true }))]
}

/** y over the power law that it is nearest to: what that leaves may be one more product, small or not. */
function dividedTargets(bench: Workbench): SumTarget[] {
  const split = nearestPowers(bench)
  return split.powers.length === 0 ? [] : sumTargets(bench, split).filter(({ id }) => id === 'identity')
}

/** Work of certain depths alone. */
function only(depths: readonly number[], work: () => Generator<void>): Stage['deepen'] {
  return function* (_, depth) {
    if (depths.includes(depth)) yield* work()
  }
}

function* untilExact(bench: Workbench, work: Generator<void>): Generator<void> {
  for (const _ of work) {
    yield
    if (bench.proposals.isExact()) return
  }
}
