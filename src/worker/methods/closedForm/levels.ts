import { createParametricProducts } from './parametricProducts.ts'
import { createParametricSums } from './parametricSums.ts'
import { createProductSearch } from './productSearch.ts'
import { productTargets } from './productTarget.ts'
import { splits, type Split } from './separability.ts'
import { createShiftedProducts } from './shiftedProducts.ts'
import { createSumSearch, type SumSearch } from './sumSearch.ts'
import { sumTargets } from './sumTarget.ts'
import { unknownShifts } from './unknownShift.ts'
import type { Workbench } from './workbench.ts'

/** Price of the arguments of the first level. */
const FIRST = 2
/** Depths of the products after which triples of what was met are looked at, and offsets of unknown size. */
const TRIPLES_AFTER: readonly number[] = [4, 6, 8]
const OFFSETS_AFTER: readonly number[] = [3]
/** Targets of which factors with a number inside are worth their time: y, and one more. */
const PARAMETRIC_TARGETS = 2

/** A stage of the search, some levels behind the cheapest: what one argument costs decides how far. */
interface Stage {
  readonly lag: number
  deepen(above: number, limit: number): Generator<void>
}

/**
 * All stages by iterative deepening, so that a simple law of any kind comes before an intricate one of another. Yields
 * `work` between small pieces and `level` where it is worth looking at what was found; ends with an exact law.
 */
export function* levels(bench: Workbench, deepest: number): Generator<'work' | 'level'> {
  const guesses = splits(bench)
  const sums = guesses.map((split) => createSumSearch(bench, split))
  for (const search of sums) yield* untilExact(bench, search.quadratic())
  yield 'level'
  const stages = createStages(bench, guesses, sums)
  for (let level = FIRST; level <= deepest && !bench.proposals.isExact(); level++) {
    for (const { lag, deepen } of stages) {
      const depth = level - lag
      if (depth < FIRST) continue
      yield* untilExact(bench, deepen(depth === FIRST ? -1 : depth - 1, depth))
      if (bench.proposals.isExact()) break
    }
    yield 'level'
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

  return [
    { lag: 0, deepen: first.deepen },
    { lag: isWide ? 1 : 0, deepen: sums[0]!.deepen },
    { lag: isWide ? 2 : 1, deepen: createParametricSums(bench, wholeTargets).deepen },
    { lag: isWide ? 2 : 1, deepen: createParametricProducts(bench, targets.slice(0, PARAMETRIC_TARGETS), rest).deepen },
    // the other guesses at separable inputs are less likely, and their searches larger
    ...others.map(({ deepen }) => ({ lag: isWide ? 1 : 2, deepen })),
    ...sums.slice(1).map(({ deepen }) => ({ lag: 2, deepen })),
    {
      lag: 0,
      deepen: (_, depth) => (OFFSETS_AFTER.includes(depth) ? unknownShifts(bench, wholeTargets, first) : none())
    },
    { lag: isWide ? 3 : 2, deepen: createShiftedProducts(bench, wholeTargets, products.at(-1)!).deepen },
    ...[...products, ...sums].map(({ triples }) => ({
      lag: 1,
      deepen: (_: number, depth: number) => (TRIPLES_AFTER.includes(depth) ? triples() : none())
    }))
  ]
}

function* untilExact(bench: Workbench, work: Generator<void>): Generator<'work'> {
  for (const _ of work) {
    yield 'work'
    if (bench.proposals.isExact()) return
  }
}

function* none(): Generator<void> {
  // a depth at which a stage has nothing to do
}
