import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { localWeights } from '../../../../src/worker/trajectories/localPolynomial.ts'
import { seriesNoise } from '../../../../src/worker/trajectories/seriesNoise.ts'
import { smoothSeries } from '../../../../src/worker/trajectories/smoothSeries.ts'

/** Times from 0 to 10: evenly spaced, or drawn at random and sorted. */
function times(n: number, even: boolean): Float64Array {
  const random = createRandom(5)
  return Float64Array.from({ length: n }, (_, i) => 10 * (even ? i / (n - 1) : random.next())).sort()
}

describe('localWeights', () => {
  test.each([true, false])('gives value and derivatives of a polynomial of its degree exactly (even: %s)', (even) => {
    const time = times(12, even)
    const at = time[4]!
    const { from, value, first, second } = localWeights(time, 2, 10, at, 3)
    const cubic = time.map((t) => 2 - t + 0.5 * t ** 2 + 0.1 * t ** 3)
    const apply = (weights: Float64Array) => weights.reduce((sum, weight, k) => sum + weight * cubic[from + k]!, 0)
    expect(apply(value)).toBeCloseTo(2 - at + 0.5 * at ** 2 + 0.1 * at ** 3, 8)
    expect(apply(first)).toBeCloseTo(-1 + at + 0.3 * at ** 2, 7)
    expect(apply(second)).toBeCloseTo(1 + 0.6 * at, 6)
  })

  test('averages where the degree is 0', () => {
    expect([...localWeights(Float64Array.of(0, 1, 2, 3), 0, 3, 1, 0).value]).toEqual([0.25, 0.25, 0.25, 0.25])
  })
})

describe('seriesNoise', () => {
  test.each([
    [true, 0.1],
    [false, 0.1],
    [true, 0.01]
  ])('tells noise from motion (even: %s, noise %s)', (even, noise) => {
    const random = createRandom(2)
    const time = times(600, even)
    const trajectories = [{ time, states: [time.map((t) => Math.sin(t) + noise * random.normal())] }]
    // the relative error of a standard deviation from 600 correlated differences is about 5 %
    expect(seriesNoise(trajectories, 0) / noise).toBeGreaterThan(0.85)
    expect(seriesNoise(trajectories, 0) / noise).toBeLessThan(1.15)
  })

  test('is 0 for a straight line and for too few points', () => {
    expect(seriesNoise([{ time: times(20, true), states: [times(20, true)] }], 0)).toBeLessThan(1e-14)
    expect(seriesNoise([{ time: Float64Array.of(0, 1), states: [Float64Array.of(3, 9)] }], 0)).toBe(0)
  })
})

describe('smoothSeries', () => {
  test.each([true, false])('comes closer to the motion, with the errors that it states (even: %s)', (even) => {
    const random = createRandom(3)
    const noise = 0.1
    const time = times(400, even)
    const smoothed = smoothSeries(
      time,
      time.map((t) => Math.sin(t) + noise * random.normal()),
      noise
    )
    const inner = [...time.keys()].slice(20, -20)
    const ratio = (value: Float64Array, truth: (t: number) => number, factor: Float64Array) =>
      Math.sqrt(
        inner.reduce((sum, i) => sum + ((value[i]! - truth(time[i]!)) / (noise * factor[i]!)) ** 2, 0) / inner.length
      )
    expect(smoothed.halfWidth).toBeGreaterThan(5)
    expect(Math.max(...inner.map((i) => smoothed.valueFactor[i]!))).toBeLessThan(0.6)
    // about 400 / 20 independent windows: the ratio of errors scatters by 0.16 around 1
    expect(ratio(smoothed.value, Math.sin, smoothed.valueFactor)).toBeLessThan(1.5)
    expect(ratio(smoothed.first, Math.cos, smoothed.firstFactor)).toBeLessThan(1.5)
    expect(ratio(smoothed.second, (t) => -Math.sin(t), smoothed.secondFactor)).toBeLessThan(1.5)
  })

  test('leaves values without noise as they are and still gives derivatives', () => {
    const time = times(200, true)
    const { value, first, second, halfWidth } = smoothSeries(time, time.map(Math.sin), 0)
    expect(halfWidth).toBe(0)
    expect(value).toEqual(time.map(Math.sin))
    // degree 4 over 7 points of spacing h = 0.05: error of the order of h⁴
    expect(first[100]).toBeCloseTo(Math.cos(time[100]!), 5)
    expect(second[100]).toBeCloseTo(-Math.sin(time[100]!), 4)
  })
})
