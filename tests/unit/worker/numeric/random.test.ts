import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { mean, variance } from '../../../../src/worker/numeric/statistics.ts'

describe('createRandom', () => {
  test('repeats itself for a seed and differs between neighbouring seeds', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, createRandom(seed).next)
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32))
  })

  test('goes on from a saved state', () => {
    const random = createRandom(3)
    random.next()
    const state = random.state()
    const ahead = [random.next(), random.normal(), random.integer(10)]
    const other = createRandom(99)
    other.restore(state)
    expect([other.next(), other.normal(), other.integer(10)]).toEqual(ahead)
  })

  test('spreads evenly over [0, 1)', () => {
    const random = createRandom(7)
    const counts = new Array<number>(20).fill(0)
    for (let i = 0; i < 20_000; i++) counts[Math.floor(random.next() * 20)]!++
    // χ² with 19 degrees of freedom exceeds 43.8 once in a thousand seeds
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8)
  })

  test('draws whole numbers below n, each of them', () => {
    const random = createRandom(5)
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('draws standard normal numbers', () => {
    const random = createRandom(11)
    const values = Float64Array.from({ length: 20_000 }, random.normal)
    // four standard errors: 4/√20000 of the mean, 4·√(2/20000) of the variance
    expect(Math.abs(mean(values))).toBeLessThan(0.0283)
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.04)
  })

  test('shuffles in place without losing an item', () => {
    const items = Array.from({ length: 50 }, (_, i) => i)
    const shuffled = createRandom(13).shuffle(items)
    expect(shuffled).toBe(items)
    expect(shuffled).not.toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect([...shuffled].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  test('refuses to pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError)
  })
})
