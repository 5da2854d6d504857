import type { Dictionary } from './dictionary.ts'
import { createTopList } from './topList.ts'

/** Columns nearer to each other than this cannot be told apart in noise. */
const MIN_APART = 1e-3
/** Columns with which seeds are paired at most. */
const MAX_PARTNERS = 12_000

export interface NearPairsOptions {
  /** Columns of which all pairs are looked at, the cheapest. */
  readonly size: number
  /** So many of the cheapest, and of those that explain most alone, are paired with every other column. */
  readonly seeds: number
  readonly keep: number
}

/**
 * The pairs that together explain most of the target, best first, for noisy data, where no pair is exact. Yields null now
 * and then, a chance to look at the clock. Cost O(size² + seeds · all).
 */
export function* nearPairs<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  { size, seeds, keep }: NearPairsOptions
): Generator<null, [number, number][]> {
  const all = Math.min(MAX_PARTNERS, dictionary.size())
  const count = Math.min(size, all)
  const along = dictionary.products(target, 0, all)
  const best = createTopList<[number, number]>(keep)

  function pairUp(i: number, from: number, to: number): void {
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
  }

  for (let i = 0; i < count; i++) {
    pairUp(i, i + 1, i < seeds ? all : count)
    if (i % 32 === 0 || i < seeds) yield null
  }
  const strongest = createTopList<number>(seeds)
  along.forEach((share, i) => strongest.add(Math.abs(share), i))
  for (const { item } of strongest.take()) {
    // the pairs among the cheapest have been looked at, and those of the cheapest seeds
    if (item >= seeds) pairUp(item, item < count ? count : seeds, all)
    yield null
  }
  return best.take().map(({ item }) => item)
}
