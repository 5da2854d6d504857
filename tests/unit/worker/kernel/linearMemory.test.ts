import { describe, expect, test } from 'vitest'
import { openLinearMemory } from '../../../../src/worker/kernel/linearMemory.ts'

describe('linear memory', () => {
  test('gives areas that do not overlap and grows when it is full', () => {
    const memory = openLinearMemory()!
    const sizes = [1, 64, 65, 1000, 3_000_000, 8]
    const areas = sizes.map((size) => ({ start: memory.allocate(size), size }))
    areas.sort((a, b) => a.start - b.start)
    areas.forEach(({ start, size }, i) => {
      expect(start % 64).toBe(0)
      expect(start + size).toBeLessThanOrEqual(areas[i + 1]?.start ?? memory.bytes.length)
    })
  })

  test('gives an area back to the next for whom it is large enough', () => {
    const memory = openLinearMemory()!
    const first = memory.allocate(1000)
    memory.allocate(1000)
    memory.free(first, 1000)
    expect(memory.allocate(990)).toBe(first)
    expect(memory.allocate(990)).not.toBe(first)
  })

  test('is the same in two views, whose areas do not overlap', () => {
    const one = openLinearMemory()!
    const kept = one.allocate(64)
    one.doubles[kept / 8] = 42
    const two = openLinearMemory(one.memory)!
    expect(two.doubles[kept / 8]).toBe(42)
    const areas = [one, two, one, two].map((memory) => memory.allocate(5_000_000))
    expect(new Set(areas).size).toBe(4)
    // what one view has grown into, the other reaches as soon as it allocates
    two.doubles[areas[3]! / 8] = 7
    one.allocate(5_000_000)
    expect(one.doubles[areas[3]! / 8]).toBe(7)
  })

  test('says when there is no room left', () => {
    expect(() => openLinearMemory()!.allocate(2 ** 31)).toThrow(RangeError)
  })
})
