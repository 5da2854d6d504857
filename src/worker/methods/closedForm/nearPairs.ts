import { dot } from '../../numeric/orthonormalBase.ts'
import type { Dictionary } from './dictionary.ts'
import { createTopList } from './topList.ts'

/** Columns nearer to each other than this cannot be told apart in noise. */
const MIN_APART = 1e-3

/**
 * The pairs of the first `size` columns that together explain most of the target, best first, by all scalar products:
 * for noisy data, where no pair is exact. Yields null now and then, a chance to look at the clock. Cost O(size²).
 */
export function* nearPairs<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  size: number,
  keep: number
): Generator<null, [number, number][]> {
  const count = Math.min(size, dictionary.size())
  const along = dictionary.products(target, count)
  const best = createTopList<[number, number]>(keep)
  for (let i = 1; i < count; i++) {
    const column = dictionary.column(i)
    const p = along[i]!
    for (let j = 0; j < i; j++) {
      const common = dot(column, dictionary.column(j))
      const apart = 1 - common * common
      if (apart < MIN_APART) continue
      const q = along[j]!
      best.add((p * p + q * q - 2 * p * q * common) / apart, [i, j])
    }
    if (i % 32 === 0) yield null
  }
  return best.take().map(({ item }) => item)
}
