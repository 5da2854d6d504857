import { KEY_ROWS, type ColumnStore, type ColumnStoreOptions } from '../columnStore.ts'

/** How far apart the values are that tell columns apart. */
const KEY_STEP = 1e-7
const DEPENDENT = 1e-14
const MAX_SQUARE = 1e24
const DEPENDENT_BY_SQUARES = 1e-10

/** In plain TypeScript: the oracle of the store of vector code, and its stand-in. */
export function createPlainColumnStore({
  rows,
  base,
  directions,
  capacity,
  whole,
  precision
}: ColumnStoreOptions): ColumnStore {
  const columns: Float64Array[] = []
  let size = 0
  const seen = new Set<string>()
  const shadows = directions.map(() => new Float64Array(capacity))

  return {
    get size() {
      return size
    },
    add(column) {
      const square = dot(column, column)
      if (size >= capacity || !(square > 0 && square < MAX_SQUARE)) return false
      const rest = column.slice()
      for (let pass = 0; pass < 2; pass++) {
        for (const q of base) {
          const share = dot(q, rest)
          for (let i = 0; i < rows; i++) rest[i] = rest[i]! - share * q[i]!
        }
      }
      const left = dot(rest, rest)
      if (!(left > DEPENDENT * square)) return false
      const scale = (rest[0]! < 0 ? -1 : 1) / Math.sqrt(left)
      for (let i = 0; i < rows; i++) rest[i] = rest[i]! * scale
      const key = rest
        .subarray(0, KEY_ROWS)
        .map((value) => Math.round(value / KEY_STEP))
        .join(' ')
      if (seen.has(key)) return false
      seen.add(key)
      directions.forEach((direction, k) => (shadows[k]![size] = dot(direction, rest)))
      if (size++ < whole) columns.push(precision === 'single' ? rest.map(Math.fround) : rest)
      return true
    },
    column: (index) => columns[index]!,
    products: (vector, from = 0, to = columns.length) =>
      Float64Array.from(columns.slice(from, to), (column) => dot(column, vector)),
    shadow: (direction) => shadows[direction]!.subarray(0, size),
    explain(column, out) {
      const square = dot(column, column)
      if (!(square > 0 && square < MAX_SQUARE)) return false
      const left = base.reduce((rest, q) => rest - dot(q, column) ** 2, square)
      if (!(left > DEPENDENT_BY_SQUARES * square)) return false
      directions.forEach((direction, k) => (out[k] = dot(direction, column) ** 2 / left))
      return true
    },
    close() {
      columns.length = 0
      size = 0
      seen.clear()
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
