import { describe, expect, test } from 'vitest'
import { createFreeAreas } from '../../../../src/worker/kernel/freeAreas.ts'

describe('free areas', () => {
  test('give the smallest that is large enough, and keep what is left of it', () => {
    const areas = createFreeAreas()
    areas.give(1000, 300)
    areas.give(0, 100)
    areas.give(2000, 200)
    expect(areas.take(150)).toBe(2000)
    expect(areas.take(50)).toBe(2150)
    expect(areas.take(150)).toBe(1000)
    expect(areas.take(150)).toBe(1150)
    expect(areas.take(150)).toBeNull()
    expect(areas.take(100)).toBe(0)
  })

  test.each([
    { order: 'in order', given: [0, 100, 200] },
    { order: 'backwards', given: [200, 100, 0] },
    { order: 'the middle last', given: [0, 200, 100] }
  ])('become one where they touch, given back $order', ({ given }) => {
    const areas = createFreeAreas()
    areas.give(500, 100)
    for (const address of given) areas.give(address, 100)
    expect(areas.take(300)).toBe(0)
    expect(areas.take(101)).toBeNull()
    expect(areas.take(100)).toBe(500)
  })
})
