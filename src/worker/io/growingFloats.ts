const BLOCK_BITS = 15
const BLOCK = 1 << BLOCK_BITS

/**
 * A list of doubles of unknown length in blocks of 256 kB, so that growing neither copies nor doubles the memory; only
 * `take` holds a column twice for a moment, and empties the list.
 */
export class GrowingFloats {
  #blocks: Float64Array[] = []
  #current = new Float64Array(0)
  #length = 0

  push(value: number): void {
    const offset = this.#length & (BLOCK - 1)
    if (offset === 0) {
      this.#current = new Float64Array(BLOCK)
      this.#blocks.push(this.#current)
    }
    this.#current[offset] = value
    this.#length++
  }

  get length(): number {
    return this.#length
  }

  /** All values in one array; the list is empty afterwards. */
  take(): Float64Array {
    const values = new Float64Array(this.#length)
    this.#blocks.forEach((block, i) => {
      const start = i << BLOCK_BITS
      values.set(block.subarray(0, Math.min(BLOCK, values.length - start)), start)
    })
    this.#blocks = []
    this.#length = 0
    return values
  }
}
