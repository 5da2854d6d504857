import { createColumnStore } from '../../kernel/createColumnStore.ts'
import type { Dictionary } from './dictionary.ts'
import { createTopList } from './topList.ts'

/** Columns nearer to each other than this cannot be told apart in noise. */
const MIN_APART = 1e-3
/** Products between two looks at the clock. */
const SLICE = 20_000

export interface NearPairsOptions<Item> {
  readonly costOf: (item: Item) => number
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
  { costOf, size, seeds, keep }: NearPairsOptions<Item>
): Generator<number, [number, number][]> {
  const all = dictionary.whole()
  const along = dictionary.products(target, 0, all)
  const best = createTopList<[number, number]>(keep)

  function compare(i: number, j: number, common: number): void {
    const apart = 1 - common * common
    if (i === j || apart < MIN_APART) return
    const [p, q] = [along[i]!, along[j]!]
    best.add((p * p + q * q - 2 * p * q * common) / apart, [i, j])
  }

  const costs = Array.from({ length: all }, (_, i) => costOf(dictionary.item(i)))
  const cheapest = [...costs.keys()].sort((a, b) => costs[a]! - costs[b]!).slice(0, size)
  // side by side, for products of a column with all before it
  const kept = { capacity: cheapest.length, whole: cheapest.length, precision: 'single' } as const
  const store = createColumnStore({ rows: target.length, base: [], directions: [], ...kept })
  try {
    let looked = 0
    const stored: number[] = []
    for (const i of cheapest) {
      const column = dictionary.column(i)
      const products = store.products(column, 0, stored.length)
      stored.forEach((j, k) => compare(i, j, products[k]!))
      if (store.add(column)) stored.push(i)
      looked += stored.length
      if (looked < SLICE) continue
      yield looked
      looked = 0
    }
  } finally {
    store.close()
  }
  const strongest = createTopList<number>(seeds)
  along.forEach((share, i) => strongest.add(Math.abs(share), i))
  for (const i of new Set([...cheapest.slice(0, seeds), ...strongest.take().map(({ item }) => item)])) {
    const products = dictionary.products(dictionary.column(i), 0, all)
    for (let j = 0; j < all; j++) compare(i, j, products[j]!)
    yield all
  }
  // pairs of a seed and a cheap column have been looked at twice
  const found = best.take().map(({ item: [a, b] }): [number, number] => (a < b ? [a, b] : [b, a]))
  return [...new Map(found.map((pair) => [pair.join(), pair])).values()]
}
