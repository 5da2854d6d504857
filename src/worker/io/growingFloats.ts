import { toSharedFloats } from '../numeric/sharedColumns.ts'

const LEAST_CAPACITY = 1024
const GROWTH = 1.5

/**
 * A list of doubles of unknown length. Given a good guess of the length it never moves: memory that is not written to costs
 * nothing, for the system hands out pages on first use. `transfer` frees what is outgrown at once; the garbage collector
 * would let a column stay twice in memory.
 */
export class GrowingFloats {
  #values: Float64Array<ArrayBuffer>
  #length = 0

  constructor(expectedLength = 0) {
    this.#values = new Float64Array(Math.max(LEAST_CAPACITY, Math.ceil(expectedLength)))
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#resize(Math.ceil(this.#length * GROWTH))
    this.#values[this.#length++] = value
  }

  get length(): number {
    return this.#length
  }

  /** All values in shared memory, for the threads of a search; the list is empty afterwards. */
  take(): Float64Array {
    const values = toSharedFloats(this.#values.subarray(0, this.#length))
    this.#length = 0
    this.#resize(LEAST_CAPACITY)
    return values
  }

  #resize(capacity: number): void {
    this.#values = new Float64Array(this.#values.buffer.transfer(capacity * Float64Array.BYTES_PER_ELEMENT))
  }
}
