import type { LinearMemory } from './linearMemory.ts'

/** Room in linear memory that is made anew, and empty, when more is asked for than ever before; gives its address. */
export function growingArea(memory: LinearMemory): (bytes: number) => number {
  let size = 0
  let address = 0
  return (bytes) => {
    if (bytes > size || address === 0) {
      if (size > 0) memory.free(address, size)
      size = Math.max(64, 2 * bytes)
      address = memory.allocate(size)
    }
    return address
  }
}
