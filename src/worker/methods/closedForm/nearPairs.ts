import { dot } from '../../numeric/orthonormalBase.ts'
import type { Dictionary } from './dictionary.ts'
import { createTopList } from './topList.ts'

/** Columns nearer to each other than this cannot be told apart in noise. */
const MIN_APART = 1e-3

/**
 * The pairs that together explain most of the target, best first, for noisy data, where no pair is exact: all of the
 * first `size` columns, and of the first `seeds` with every column. Yields null now and then, a chance to look at the
 * clock. Cost O(size² + seeds · all).
 */
export function* nearPairs<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  { size, seeds, keep }: { readonly size: number; readonly seeds: number; readonly keep: number }
): Generator<null, [number, number][]> {
  const all = dictionary.size()
  const count = Math.min(size, all)
  const along = dictionary.products(target)
  const best = createTopList<[number, number]>(keep)
  for (let i = 0; i < count; i++) {
    const column = dictionary.column(i)
    const p = along[i]!
    const end = i < seeds ? all : count
    for (let j = i + 1; j < end; j++) {
      const common = dot(column, dictionary.column(j))
      const apart = 1 - common * common
      if (apart < MIN_APART) continue
      const q = along[j]!
      best.add((p * p + q * q - 2 * p * q * common) / apart, [i, j])
    }
    if (i % 32 === 0 || i < seeds) yield null
  }
  return best.take().map(({ item }) => item)
}
