import { dot, projectOut } from '../../numeric/orthonormalBase.ts'

/**
 * Columns modulo a base: each without its part in the base, of length 1 and of positive sign, and each but once.
 * Powers of the inputs being in the base, 1 + M, x + x·M and 1 + 1/M are one entry.
 */
export interface Dictionary<Item> {
  readonly base: readonly Float64Array[]
  readonly rows: number
  /** Adds a column unless there is nothing left of it, it is there already, or the dictionary is full. */
  add(column: Float64Array, item: Item): boolean
  size(): number
  isFull(): boolean
  item(i: number): Item
  column(i: number): Float64Array
  /** Products of the columns, or of the first `count`, with a vector. */
  products(vector: Float64Array, count?: number): Float64Array
  /** The columns seen from a few fixed directions: keys by which equal ones find each other. */
  shadows(): readonly Float64Array[]
}

export const DIRECTIONS = 3

/** Less than this share of the square of a column outside the base is rounding. */
const DEPENDENT = 1e-14
/** Rows and digits by which equal columns are known. */
const KEY_ROWS = 5
const KEY_STEP = 1e-7
const BLOCK = 1024

export function createDictionary<Item>(
  base: readonly Float64Array[],
  rows: number,
  capacity: number
): Dictionary<Item> {
  const blocks: Float64Array[] = []
  const items: Item[] = []
  const seen = new Set<string>()
  const scratch = new Float64Array(rows)
  const directions = Array.from({ length: DIRECTIONS }, (_, k) => direction(k, rows))
  const shadows = directions.map(() => new Float64Array(capacity))

  const column = (i: number): Float64Array =>
    blocks[Math.floor(i / BLOCK)]!.subarray((i % BLOCK) * rows, ((i % BLOCK) + 1) * rows)

  return {
    base,
    rows,
    add(values, item) {
      if (items.length >= capacity) return false
      scratch.set(values)
      const before = dot(scratch, scratch)
      if (!(before > 0 && before < 1e24)) return false
      const after = projectOut(base, scratch)
      if (!(after > DEPENDENT * before)) return false
      const scale = (scratch[0]! < 0 ? -1 : 1) / Math.sqrt(after)
      let key = ''
      for (let i = 0; i < Math.min(KEY_ROWS, rows); i++) key += `${Math.round((scratch[i]! * scale) / KEY_STEP)} `
      if (seen.has(key)) return false
      seen.add(key)
      const at = items.length
      if (at % BLOCK === 0) blocks.push(new Float64Array(BLOCK * rows))
      const place = column(at)
      for (let i = 0; i < rows; i++) place[i] = scratch[i]! * scale
      items.push(item)
      directions.forEach((vector, k) => (shadows[k]![at] = dot(vector, place)))
      return true
    },
    size: () => items.length,
    isFull: () => items.length >= capacity,
    item: (i) => items[i]!,
    column,
    products(vector, count = items.length) {
      const result = new Float64Array(Math.min(count, items.length))
      for (let i = 0; i < result.length; i++) {
        const values = blocks[Math.floor(i / BLOCK)]!
        const from = (i % BLOCK) * rows
        let sum = 0
        for (let k = 0; k < rows; k++) sum += values[from + k]! * vector[k]!
        result[i] = sum
      }
      return result
    },
    shadows: () => shadows
  }
}

/** A fixed vector without any relation to the data, from a linear congruential sequence. */
export function direction(k: number, rows: number): Float64Array {
  let state = (k + 1) * 7919
  return Float64Array.from({ length: rows }, () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 1073741824 - 1
  })
}
