import { dot } from '../../numeric/orthonormalBase.ts'
import type { Collider } from './collisions.ts'
import { DIRECTIONS, direction, type Dictionary } from './dictionary.ts'

/** A column along the target to this share of its square is an answer alone; one across it is no answer at all. */
const ALONE = 1e-9
/** Share of the square of the target that a triple may leave. */
const TRIPLE_LEFT = 1e-7
const APART = 1e-9

/**
 * All pairs (i, j) of the dictionary with target = a·column_i + b·column_j exactly, in time linear in its size: modulo
 * the target, the two columns of such a pair are the same vector up to a factor, so they meet in a hash table.
 * @param target without its part in the base, of length 1
 * @param along products of the columns with the target
 */
export function exactPairs<Item>(
  dictionary: Dictionary<Item>,
  target: Float64Array,
  along: Float64Array,
  collider: Collider,
  most: number
): [number, number][] {
  const count = along.length
  const coordinates = [0, 1, 2].map(() => new Float64Array(count))
  const isUsed = new Uint8Array(count)
  const shadows = dictionary.shadows()
  const targetShadows = shadowsOf(target)
  for (let i = 0; i < count; i++) {
    const share = along[i]!
    const left = 1 - share * share
    if (left < ALONE || Math.abs(share) < ALONE) continue
    isUsed[i] = 1
    placeOnHalfSphere(coordinates, i, (k) => (shadows[k]![i]! - share * targetShadows[k]!) / Math.sqrt(left))
  }
  return collider.find(coordinates, isUsed, count, most)
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
  const coordinates = [0, 1, 2].map(() => new Float64Array(count))
  const isUsed = new Uint8Array(count)
  const shadows = dictionary.shadows()
  const targetShadows = shadowsOf(target)
  const scale = along.map((share) => (1 - share * share > ALONE ? 1 / Math.sqrt(1 - share * share) : 0))
  for (const s of seeds) {
    if (scale[s] === 0) continue
    isUsed.fill(0)
    const products = dictionary.products(dictionary.column(s))
    for (let i = 0; i < count; i++) {
      if (i === s || scale[i] === 0 || Math.abs(along[i]!) < 1e-10) continue
      const common = (products[i]! - along[i]! * along[s]!) * scale[i]! * scale[s]!
      const left = 1 - common * common
      if (left < 1e-7) continue
      isUsed[i] = 1
      placeOnHalfSphere(coordinates, i, (k) => {
        const own = (shadows[k]![i]! - along[i]! * targetShadows[k]!) * scale[i]!
        const other = (shadows[k]![s]! - along[s]! * targetShadows[k]!) * scale[s]!
        return (own - common * other) / Math.sqrt(left)
      })
    }
    for (const [i, j] of collider.find(coordinates, isUsed, count, 60, 1e-7)) {
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

/** Writes three coordinates with the sign that makes the first positive. */
function placeOnHalfSphere(coordinates: readonly Float64Array[], i: number, at: (k: number) => number): void {
  const first = at(0)
  const sign = first < 0 ? -1 : 1
  coordinates[0]![i] = sign * first
  coordinates[1]![i] = sign * at(1)
  coordinates[2]![i] = sign * at(2)
}

function shadowsOf(vector: Float64Array): number[] {
  return Array.from({ length: DIRECTIONS }, (_, k) => dot(direction(k, vector.length), vector))
}
