import type { ColumnStore, ColumnStoreOptions } from '../../kernel/columnStore.ts'
import { createColumnStore } from '../../kernel/createColumnStore.ts'
import type { Precision } from '../../kernel/kernelColumns.ts'
import { dot, takeOut } from '../../numeric/orthonormalBase.ts'

/**
 * Columns modulo a base: each without its part in the base, of length 1 and of positive sign, and each but once.
 * Powers of the inputs being in the base, 1 + M, x + x·M and 1 + 1/M are one entry.
 */
export interface Dictionary<Item> {
  /** Adds a column unless there is nothing left of it, it is there already, or the dictionary is full. */
  add(column: Float64Array, item: Item): boolean
  /** What a column explains that is not added: out[k] becomes its share of target k. False where nothing is left of it. */
  explain(column: Float64Array, out: Float64Array): boolean
  size(): number
  isFull(): boolean
  item(i: number): Item
  column(i: number): Float64Array
  /** Columns that are kept whole, the first ones: `products` are had of these alone, and `column` takes time for others. */
  whole(): number
  /** Products of the columns with a target; a view of the columns added so far. */
  along(target: number): Float64Array
  /** Products of the columns from … to − 1, or of all, with a vector. */
  products(vector: Float64Array, from?: number, to?: number): Float64Array
  /** The columns seen from a few fixed directions: keys by which equal ones find each other. */
  shadows(): readonly Float64Array[]
  /** A vector seen from them. */
  shadowsOf(vector: Float64Array): number[]
}

export interface DictionaryOptions<Item> {
  readonly base: readonly Float64Array[]
  readonly rows: number
  readonly capacity: number
  /** Columns that are kept whole, which takes most of the memory. */
  readonly whole: number
  /** Of those. */
  readonly precision: Precision
  /** The column of an item once more, as it was added; asked for beyond those kept whole. */
  readonly again: (item: Item) => Float64Array
  /** What the columns are to explain: of length 1, without a part in the base. */
  readonly targets: readonly Float64Array[]
}

const DIRECTIONS = 3

/** @param open where the columns are kept; whoever gives it closes it */
export function createDictionary<Item>(
  { base, rows, capacity, whole, precision, again, targets }: DictionaryOptions<Item>,
  open: (options: ColumnStoreOptions) => ColumnStore = createColumnStore
): Dictionary<Item> {
  const items: Item[] = []
  const directions = Array.from({ length: DIRECTIONS }, (_, k) => direction(k, rows))
  const store = open({ rows, base, directions: [...directions, ...targets], capacity, whole, precision })
  const shares = new Float64Array(DIRECTIONS + targets.length)

  /** As the store would have it. */
  function madeAgain(item: Item): Float64Array {
    const rest = takeOut(base, again(item)) ?? new Float64Array(rows)
    return rest[0]! < 0 ? rest.map((value) => -value) : rest
  }

  return {
    add(values, item) {
      const isNew = store.add(values)
      if (isNew) items.push(item)
      return isNew
    },
    explain(values, out) {
      if (!store.explain(values, shares)) return false
      out.set(shares.subarray(DIRECTIONS))
      return true
    },
    size: () => items.length,
    isFull: () => items.length >= capacity,
    item: (i) => items[i]!,
    column: (i) => (i < whole ? store.column(i) : madeAgain(items[i]!)),
    whole: () => Math.min(whole, items.length),
    along: (target) => store.shadow(DIRECTIONS + target),
    products: (vector, from, to) => store.products(vector, from, to),
    shadows: () => directions.map((_, k) => store.shadow(k)),
    shadowsOf: (vector) => directions.map((own) => dot(own, vector))
  }
}

/** A fixed vector without any relation to the data, from a linear congruential sequence. */
function direction(k: number, rows: number): Float64Array {
  let state = (k + 1) * 7919
  return Float64Array.from({ length: rows }, () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 1073741824 - 1
  })
}
