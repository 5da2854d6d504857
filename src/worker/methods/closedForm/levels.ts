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
export const FIRST_LEVEL = 2
/** Depths of the products after which triples of what was met are looked at, and offsets of unknown size. */
const TRIPLES_AFTER: readonly number[] = [4, 6, 8]
const OFFSETS_AFTER: readonly number[] = [3]
/** With up to so many inputs all may stand in functions of noisy data. */
const MAX_ALL_INPUTS = 5
const NOISY_TARGETS: readonly string[] = ['y', 'sin y', 'cos y']
const MAX_NOISY_SUMS = 4
/** Targets of which factors with a number inside are worth their time: y, and one more. */
const PARAMETRIC_TARGETS = 2

/** A stage of the search, some levels behind the cheapest: what one argument costs decides how far. */
interface Stage {
  readonly lag: number
  deepen(above: number, limit: number): Generator<void>
}

/** The search of exact data by iterative deepening, so that a simple law of any kind comes before an intricate one. */
export interface ExactSearch {
  /** Yields between small pieces of work; ends early with an exact law. */
  level(level: number): Generator<void>
}

export function createExactSearch(bench: Workbench): ExactSearch {
  const guesses = splits(bench)
  const sums = guesses.map((split) => createSumSearch(bench, split))
  const stages = createStages(bench, guesses, sums)
  return {
    *level(level) {
      if (level === FIRST_LEVEL) for (const search of sums) yield* untilExact(bench, search.quadratic())
      for (const { lag, deepen } of stages) {
        if (bench.proposals.isExact()) return
        const depth = level - lag
        if (depth >= FIRST_LEVEL) yield* untilExact(bench, deepen(depth === FIRST_LEVEL ? -1 : depth - 1, depth))
      }
    }
  }
}

/** One whole search of noisy data up to a level, about the best law so far. */
export function* searchNoisy(bench: Workbench, level: number): Generator<void> {
  const targets = productTargets(bench.sample.y, bench.operators)
  const guesses = splits(bench)
  // under noise the guesses are unsure: all inputs first where they are few
  const ordered = bench.names.length <= MAX_ALL_INPUTS ? guesses.toReversed() : guesses
  for (const split of ordered) {
    for (const target of targets.filter(({ id }) => NOISY_TARGETS.includes(id))) {
      yield* createProductSearch(bench, [target], split.rest).deepen(-1, level)
      yield* createParametricProducts(bench, [target], split.rest).deepen(-1, level - 1)
    }
    yield* createSumSearch(bench, split).deepen(-1, Math.min(level, MAX_NOISY_SUMS))
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

function* untilExact(bench: Workbench, work: Generator<void>): Generator<void> {
  for (const _ of work) {
    yield
    if (bench.proposals.isExact()) return
  }
}

function* none(): Generator<void> {
  // a depth at which a stage has nothing to do
}
