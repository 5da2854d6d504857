import { KEY_ROWS, type ColumnStore, type ColumnStoreOptions } from './columnStore.ts'
import type { LinearMemory } from './linearMemory.ts'

const BLOCK = 1024
/** Bytes of a Store of the assembly. */
const STORE = 64

/**
 * In vector code, in areas of `memory` that `close` gives back to it.
 * @param onClose called once
 */
export function createVectorColumnStore(
  memory: LinearMemory,
  options: ColumnStoreOptions,
  onClose: () => void
): ColumnStore {
  const { rows, base, directions, capacity, whole, precision } = options
  const { code } = memory
  const isSingle = precision === 'single'
  // whole steps of the loops, of those over singles too
  const step = isSingle ? 128 : 64
  const stride = step * Math.max(1, Math.ceil((8 * rows) / step))
  const wholeStride = isSingle ? stride / 2 : stride
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
    return blocks[Math.floor(index / BLOCK)]! + (index % BLOCK) * wholeStride
  }

  /** Products of columns that lie side by side with the vector at its place. */
  function multiply(first: number, count: number): void {
    const columns = addressOf(first)
    if (isSingle) code.productsOfSingles(columns, wholeStride, count, wholeStride / 4, vectorAt, results)
    else code.products(columns, wholeStride, count, wholeStride / 8, vectorAt, results)
  }

  return {
    get size() {
      return size
    },
    add(column) {
      if (size >= capacity) return false
      const isWhole = size < whole
      if (isWhole && size === blocks.length * BLOCK) blocks.push(take(wholeStride * BLOCK))
      const address = isWhole && !isSingle ? addressOf(size) : room
      write(column, address)
      if (code.addColumn(store, address, size) === 0) return false
      if (isWhole && isSingle) code.toSingles(room, wholeStride / 4, addressOf(size))
      size++
      return true
    },
    column(index) {
      if (index >= Math.min(size, whole)) throw new RangeError(`column ${index} is not kept whole`)
      const address = addressOf(index)
      if (isSingle) return Float64Array.from(memory.singles.subarray(address / 4, address / 4 + rows))
      return memory.doubles.subarray(address / 8, address / 8 + rows)
    },
    products(vector, from = 0, to = size) {
      const end = Math.min(to, size, whole)
      const out = new Float64Array(Math.max(0, end - from))
      write(vector, vectorAt)
      if (isSingle) code.toSingles(vectorAt, wholeStride / 4, vectorAt)
      for (let first = from; first < end;) {
        const count = Math.min(end - first, BLOCK - (first % BLOCK))
        multiply(first, count)
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
      if (areas.length === 0) return
      for (const [address, bytes] of areas.splice(0)) memory.free(address, bytes)
      blocks.length = 0
      size = 0
      onClose()
    }
  }
}
