import { dot } from '../../numeric/orthonormalBase.ts'
import type { Collider } from './collisions.ts'
import type { Dictionary } from './dictionary.ts'

/** A column along the target to this share of its square is an answer alone; one across it is no answer at all. */
const ALONE = 1e-9
/** Share of the square of the target that a pair, or a triple, may leave. */
const PAIR_LEFT = 1e-7
const TRIPLE_LEFT = 1e-7
const APART = 1e-9
const ACROSS = 1e-10
const DEPENDENT = 1e-7
const MAX_COLLISIONS = 60
const MOST_PER_ANSWER = 10
/** Coordinates lose digits by the second projection. */
const COARSE = 1e-7

/**
 * All pairs (i, j) of the dictionary with target = a·column_i + b·column_j exactly, in time linear in its size: modulo
 * the target, the two columns of such a pair are the same vector up to a factor, so they meet in a hash table.
 * @param target without its part in the base, of length 1
 * @param along products of the columns with the target
 * @param fresh first column that is new: pairs of earlier ones are not looked for
 */
export function exactPairs<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  along: Float64Array,
  collider: Collider,
  most: number,
  fresh = 0
): [number, number][] {
  const count = along.length
  const isUsed = new Uint8Array(count)
  const [a, b, c] = dictionary.shadows() as readonly [Float64Array, Float64Array, Float64Array]
  const [ta, tb, tc] = dictionary.shadowsOf(target) as [number, number, number]
  const [x, y, z] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (let i = 0; i < count; i++) {
    const share = along[i]!
    const left = 1 - share * share
    if (left < ALONE || Math.abs(share) < ALONE) continue
    isUsed[i] = 1
    // the sign that makes the first coordinate positive, for a column counts as its negative
    const first = a[i]! - share * ta
    const factor = (first < 0 ? -1 : 1) / Math.sqrt(left)
    x[i] = first * factor
    y[i] = (b[i]! - share * tb) * factor
    z[i] = (c[i]! - share * tc) * factor
  }
  return collider
    .find([x, y, z], isUsed, count, MOST_PER_ANSWER * most, { fresh })
    .filter(([i, j]) => {
      // not for columns that depend on each other without the target
      const common = dot(dictionary.column(i), dictionary.column(j))
      const apart = 1 - common * common
      const explained = (along[i]! ** 2 + along[j]! ** 2 - 2 * along[i]! * along[j]! * common) / apart
      return apart > APART && Math.abs(explained - 1) < PAIR_LEFT
    })
    .slice(0, most)
}

/**
 * Triples (s, i, j) of the dictionary that give the target exactly, one of them from `seeds`: as for pairs, modulo the
 * target and column s. Cost O(seeds · size).
 */
export function* exactTriples<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  along: Float64Array,
  seeds: readonly number[],
  size: number,
  collider: Collider
): Generator<[number, number, number] | null> {
  const count = Math.min(size, along.length)
  const isUsed = new Uint8Array(count)
  const targetShadows = dictionary.shadowsOf(target)
  // 0 for a column that is of no use: along the target or across it
  const scale = along.map((share) =>
    1 - share * share > ALONE && Math.abs(share) > ACROSS ? 1 / Math.sqrt(1 - share * share) : 0
  )
  const shadows = dictionary
    .shadows()
    .map((own, k) => scale.map((factor, i) => (own[i]! - along[i]! * targetShadows[k]!) * factor))
  const [a, b, c] = shadows as [Float64Array, Float64Array, Float64Array]
  const [x, y, z] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  for (const s of seeds) {
    if (scale[s] === 0) continue
    const products = dictionary.products(dictionary.column(s), 0, count)
    for (let i = 0; i < count; i++) {
      const common = (products[i]! - along[i]! * along[s]!) * scale[i]! * scale[s]!
      const left = 1 - common * common
      isUsed[i] = i === s || scale[i] === 0 || left < DEPENDENT ? 0 : 1
      const first = a[i]! - common * a[s]!
      const factor = (first < 0 ? -1 : 1) / Math.sqrt(left)
      x[i] = first * factor
      y[i] = (b[i]! - common * b[s]!) * factor
      z[i] = (c[i]! - common * c[s]!) * factor
    }
    for (const [i, j] of collider.find([x, y, z], isUsed, count, MAX_COLLISIONS, { tolerance: COARSE })) {
      if (explainsTarget(dictionary, along, products, s, i, j)) yield [s, i, j]
    }
    // a chance to look at the clock
    yield null
  }
}

/** False for columns that depend on each other without the target, as sin 2x, sin x · cos x do. */
function explainsTarget<Item>(
  dictionary: Dictionary<Item>,
  along: Float64Array,
  products: Float64Array,
  s: number,
  i: number,
  j: number
): boolean {
  const common = dot(dictionary.column(i), dictionary.column(j))
  const first = 1 - products[i]! ** 2
  if (first < APART) return false
  const alongI = (along[i]! - products[i]! * along[s]!) / Math.sqrt(first)
  const shared = (common - products[i]! * products[j]!) / Math.sqrt(first)
  const second = 1 - products[j]! ** 2 - shared * shared
  if (!(second > APART)) return false
  const alongJ = along[j]! - products[j]! * along[s]! - shared * alongI
  return 1 - (along[s]! ** 2 + alongI ** 2 + alongJ ** 2 / second) < TRIPLE_LEFT
}
