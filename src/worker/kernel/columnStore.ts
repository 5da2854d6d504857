import { openLinearMemory, type LinearMemory } from './linearMemory.ts'
import { createPlainColumnStore, KEY_ROWS } from './plain/columnStore.ts'

/** What columns are taken modulo, and how many there may be. */
export interface ColumnStoreOptions {
  /** Values of a column. */
  readonly rows: number
  /** Orthonormal vectors whose span is taken out of every column. */
  readonly base: readonly Float64Array[]
  /** Fixed vectors that columns are seen from: keys by which sums of columns find each other. */
  readonly directions: readonly Float64Array[]
  readonly capacity: number
}

/**
 * Columns by the thousand, each without its part in a base, of length 1, its first value not negative, and each but once.
 * Adding a column of 80 rows modulo a base of 6 takes half a microsecond, a product with a vector a hundredth of that.
 *
 * In place of loops over arrays: build the store with the base (`orthonormalBase`) and the directions, `add` every
 * weighted feature, then ask `products(target)` for what each explains (its square is the share of the target), and
 * `products(column(i), 0, i)` for all pairs with column i. The values of `shadow(k)` are the coordinates that collisions
 * are looked for in. Products are sums in another order than a loop gives, the same on every machine.
 */
export interface ColumnStore {
  readonly size: number
  /**
   * Takes the base out of a copy of the column and keeps what is left. False, and nothing kept, where that is rounding
   * (10⁻¹⁴ of the square), where the column is not finite or its square beyond 10²⁴, where a column equal to 10⁻⁷ in the
   * first five rows is there already, and where the store is full.
   */
  add(column: Float64Array): boolean
  /** A view, to be read only, valid until `close`. */
  column(index: number): Float64Array
  /** Products of columns from … to − 1 with a vector of as many rows. */
  products(vector: Float64Array, from?: number, to?: number): Float64Array
  /** Products of all columns with direction k; a view of the columns added so far. */
  shadow(direction: number): Float64Array
  /**
   * What a column explains that is looked at without being kept: out[k] becomes the share of the square of direction k
   * that it explains beside the base, for directions of length 1 without a part in the base, as targets are. False, and
   * `out` as it was, where less than 10⁻¹⁰ of the column's square is outside the base, or the square beyond 10²⁴.
   */
  explain(column: Float64Array, out: Float64Array): boolean
  /** Gives the memory back to later stores of this thread; the store is of no use after that. */
  close(): void
}

const BLOCK = 1024
/** Bytes of a Store of the assembly. */
const STORE = 64

/** All stores of a thread share one linear memory, which grows with the most that they take at once. */
let threadMemory: LinearMemory | null | undefined

export function createColumnStore(options: ColumnStoreOptions): ColumnStore {
  threadMemory ??= openLinearMemory()
  return threadMemory === null ? createPlainColumnStore(options) : createVectorStore(threadMemory, options)
}

function createVectorStore(memory: LinearMemory, options: ColumnStoreOptions): ColumnStore {
  const { rows, base, directions, capacity } = options
  const { code } = memory
  const stride = Math.max(64, (8 * rows + 63) & ~63)
  const slots = 2 ** Math.ceil(Math.log2(2 * capacity + 2))
  const areas: (readonly [address: number, bytes: number])[] = []
  const take = (bytes: number): number => {
    const address = memory.allocate(bytes)
    areas.push([address, bytes])
    return address
  }
  const blocks: number[] = []
  let size = 0
  const store = take(STORE)
  const keys = take(8 * slots)
  const shadowTable = take(4 * Math.max(1, directions.length))
  const shadows = directions.map(() => take(8 * capacity))
  const bases = writeAll(base)
  const views = writeAll(directions)
  const vectorAt = take(stride)
  const results = take(8 * Math.max(BLOCK, directions.length))
  const room = take(stride + 8 * Math.max(1, base.length))
  memory.doubles.fill(0, keys / 8, keys / 8 + slots)
  memory.words.set(shadows, shadowTable / 4)
  memory.words.set(
    [stride / 8, stride, bases, base.length, views, directions.length, shadowTable, keys, slots - 1],
    store / 4
  )
  memory.words.set([Math.min(KEY_ROWS, rows), room], store / 4 + 9)

  function writeAll(columns: readonly Float64Array[]): number {
    const address = take(stride * Math.max(1, columns.length))
    columns.forEach((column, k) => write(column, address + k * stride))
    return address
  }

  function write(column: Float64Array, address: number): void {
    const { doubles } = memory
    doubles.set(column, address / 8)
    doubles.fill(0, address / 8 + rows, (address + stride) / 8)
  }

  function addressOf(index: number): number {
    return blocks[Math.floor(index / BLOCK)]! + (index % BLOCK) * stride
  }

  return {
    get size() {
      return size
    },
    add(column) {
      if (size >= capacity) return false
      if (size === blocks.length * BLOCK) blocks.push(take(stride * BLOCK))
      const address = addressOf(size)
      write(column, address)
      const isNew = code.addColumn(store, address, size) !== 0
      if (isNew) size++
      return isNew
    },
    column(index) {
      const address = addressOf(index)
      return memory.doubles.subarray(address / 8, address / 8 + rows)
    },
    products(vector, from = 0, to = size) {
      const end = Math.min(to, size)
      const out = new Float64Array(Math.max(0, end - from))
      write(vector, vectorAt)
      for (let first = from; first < end;) {
        const count = Math.min(end - first, BLOCK - (first % BLOCK))
        code.products(addressOf(first), stride, count, stride / 8, vectorAt, results)
        out.set(memory.doubles.subarray(results / 8, results / 8 + count), first - from)
        first += count
      }
      return out
    },
    shadow: (direction) => memory.doubles.subarray(shadows[direction]! / 8, shadows[direction]! / 8 + size),
    explain(column, out) {
      write(column, room)
      if (code.explain(store, results) === 0) return false
      out.set(memory.doubles.subarray(results / 8, results / 8 + directions.length))
      return true
    },
    close() {
      for (const [address, bytes] of areas.splice(0)) memory.free(address, bytes)
      blocks.length = 0
      size = 0
    }
  }
}
