import type { LinearMemory } from './linearMemory.ts'

/**
 * A thread keeps this much of its columns in linear memory; beyond it all are dropped and come back as they are used.
 * Taken at once, for what is not written to costs nothing, and areas that were outgrown would stay.
 */
const BYTES = 2 ** 24

interface Place {
  readonly generation: number
  readonly address: number
}

/** Columns that lie in linear memory because they were read before. */
export interface ColumnCache {
  /** Changes when all addresses given so far have become void. */
  generation(): number
  /** Makes room for that much at once, or says that it is too much. */
  prepare(bytes: number): boolean
  /** Address of the column, or of its rows `rows`; asks for room that `prepare` has made. */
  place(column: Float64Array, rows: Uint32Array | null): number
  /** A copy under no name: for a column that may change. */
  copy(column: Float64Array, rows: Uint32Array | null): number
}

/** Bytes that a column takes: whole steps of the loops. */
export function columnBytes(rows: number): number {
  return (8 * rows + 63) & ~63
}

export function createColumnCache(memory: LinearMemory): ColumnCache {
  const area = memory.allocate(BYTES)
  let used = 0
  let generation = 0
  const whole = new WeakMap<Float64Array, Place>()
  const picked = new WeakMap<Uint32Array, WeakMap<Float64Array, Place>>()

  function placesOf(rows: Uint32Array | null): WeakMap<Float64Array, Place> {
    if (rows === null) return whole
    let places = picked.get(rows)
    if (places === undefined) {
      places = new WeakMap()
      picked.set(rows, places)
    }
    return places
  }

  function copy(column: Float64Array, rows: Uint32Array | null): number {
    const n = rows?.length ?? column.length
    const address = area + used
    used += columnBytes(n)
    writeColumn(memory.doubles, address, column, rows, 0, n)
    return address
  }

  return {
    generation: () => generation,
    prepare(bytes) {
      if (bytes > BYTES / 2) return false
      if (used + bytes <= BYTES) return true
      generation++
      used = 0
      return true
    },
    place(column, rows) {
      const places = placesOf(rows)
      const known = places.get(column)
      if (known?.generation === generation) return known.address
      const address = copy(column, rows)
      places.set(column, { generation, address })
      return address
    },
    copy
  }
}

/** Writes rows from … to − 1 of those taken, padded with the first to a whole step of the loops. */
export function writeColumn(
  doubles: Float64Array,
  address: number,
  column: Float64Array,
  rows: Uint32Array | null,
  from: number,
  to: number
): void {
  const start = address / 8
  const count = to - from
  if (rows === null) doubles.set(from === 0 && to === column.length ? column : column.subarray(from, to), start)
  else for (let k = 0; k < count; k++) doubles[start + k] = column[rows[from + k]!]!
  doubles.fill(doubles[start]!, start + count, start + columnBytes(count) / 8)
}
