import { describe, expect, test } from 'vitest'
import { periodogram } from '../../../../../src/worker/methods/parametricSums/periodogram.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'

const N = 300
const ones = new Float64Array(N).fill(1)
const random = createRandom(5)
/** Uneven, from 0 to 100. */
const t = Float64Array.from({ length: N }, (_, i) => (i === 0 ? 0 : i === 1 ? 100 : 100 * random.next()))

function unit(values: Float64Array): Float64Array {
  const length = Math.hypot(...values)
  return values.map((value) => value / length)
}

describe('periodogram', () => {
  test('gives the frequency and the phase of a wave at uneven points', () => {
    // forty turns over 100, which is a frequency of the grid
    const wave = unit(t.map((value) => Math.sin(0.8 * Math.PI * value + 0.6)))
    const [peak] = periodogram(t, wave, ones).peaks
    expect(peak!.frequency).toBeCloseTo(0.8 * Math.PI, 6)
    expect(peak!.phase).toBeCloseTo(0.6, 2)
    expect(peak!.power).toBeGreaterThan(0.99)
  })

  test('gives two waves, the larger first', () => {
    const both = unit(t.map((value) => Math.sin(0.4 * Math.PI * value) + 2 * Math.cos(0.6 * Math.PI * value)))
    const [first, second] = periodogram(t, both, ones).peaks
    expect(first!.frequency).toBeCloseTo(0.6 * Math.PI, 6)
    expect(second!.frequency).toBeCloseTo(0.4 * Math.PI, 6)
  })

  test('gives no peak in pure noise', () => {
    const noise = unit(t.map(() => random.normal()))
    expect(periodogram(t, noise, ones).peaks).toEqual([])
  })

  test('gives nothing where the input does not vary', () => {
    expect(periodogram(ones, unit(t.slice()), ones)).toEqual({ peaks: [], compared: 0 })
  })
})
