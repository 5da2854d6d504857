import type { Dictionary } from './dictionary.ts'
import { createTopList } from './topList.ts'

/** Columns nearer to each other than this cannot be told apart in noise. */
const MIN_APART = 1e-3
/** Products between two looks at the clock. */
const SLICE = 20_000

export interface NearPairsOptions {
  /** Columns of which all pairs are looked at, the cheapest. */
  readonly size: number
  /** So many of the cheapest, and of those that explain most alone, are paired with every other one that is kept whole. */
  readonly seeds: number
  readonly keep: number
}

/**
 * The pairs that together explain most of the target, best first, for noisy data, where no pair is exact. Yields now
 * and then the number of products since, a chance to look at the clock. Cost O(size² + seeds · all).
 */
export function* nearPairs<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  { size, seeds, keep }: NearPairsOptions
): Generator<number, [number, number][]> {
  const all = dictionary.whole()
  const count = Math.min(size, all)
  const along = dictionary.products(target, 0, all)
  const best = createTopList<[number, number]>(keep)

  function pairUp(i: number, from: number, to: number): number {
    const products = dictionary.products(dictionary.column(i), from, to)
    const p = along[i]!
    for (let j = from; j < to; j++) {
      if (j === i) continue
      const common = products[j - from]!
      const apart = 1 - common * common
      if (apart < MIN_APART) continue
      const q = along[j]!
      best.add((p * p + q * q - 2 * p * q * common) / apart, [i, j])
    }
    return Math.max(0, to - from)
  }

  let looked = 0
  for (let i = 0; i < count; i++) {
    looked += pairUp(i, i + 1, i < seeds ? all : count)
    if (looked < SLICE) continue
    yield looked
    looked = 0
  }
  const strongest = createTopList<number>(seeds)
  along.forEach((share, i) => strongest.add(Math.abs(share), i))
  for (const { item } of strongest.take()) {
    // the pairs among the cheapest have been looked at, and those of the cheapest seeds
    if (item >= seeds) yield pairUp(item, item < count ? count : seeds, all)
  }
  return best.take().map(({ item }) => item)
}
