import { expect, test } from 'vitest'
import { dormandPrince, type OdeSystem } from '../../../../src/worker/numeric/dormandPrince.ts'

const oscillator: OdeSystem = {
  n: 2,
  derivative: (_, [x, v], out) => {
    out[0] = v!
    out[1] = -x!
  }
}
const times = Float64Array.from({ length: 41 }, (_, i) => 0.5 * i)

test.each([1e-4, 1e-7, 1e-10])(
  'follows an oscillator for three periods within the tolerance %f of every step',
  (tolerance) => {
    const { states, reached } = dormandPrince(oscillator, Float64Array.of(1, 0), times, {
      absolute: [tolerance, tolerance],
      relative: 0
    })
    expect(reached).toBe(times.length)
    // cos t from (1, 0); errors of some hundred steps add up at worst
    const worst = Math.max(...Array.from(times, (t, i) => Math.abs(states[2 * i]! - Math.cos(t))))
    expect(worst).toBeLessThan(200 * tolerance)
  }
)

test('gives the state at times that no step ends at', () => {
  const uneven = Float64Array.of(0, 1e-3, 0.7, 0.70001, 3)
  const { states } = dormandPrince(oscillator, Float64Array.of(0, 1), uneven, { absolute: [1e-10, 1e-10], relative: 0 })
  for (const [i, t] of uneven.entries()) expect(states[2 * i]).toBeCloseTo(Math.sin(t), 7)
})

test('takes the time into account', () => {
  const driven: OdeSystem = { n: 1, derivative: (t, _, out) => (out[0] = 2 * t) }
  const { states } = dormandPrince(driven, Float64Array.of(1), Float64Array.of(2, 5), { absolute: [1e-9], relative: 0 })
  // 1 + 5² − 2²
  expect(states[1]).toBeCloseTo(22, 9)
})

test('controls the first components alone, but not past a value that is not finite', () => {
  const broken: OdeSystem = {
    n: 2,
    derivative: (t, _, out) => {
      out[0] = 1
      out[1] = t < 0.5 ? 0 : NaN
    }
  }
  const { reached } = dormandPrince(broken, Float64Array.of(0, 0), Float64Array.of(0, 0.4, 1), {
    absolute: [1e-6],
    relative: 0
  })
  expect(reached).toBe(2)
})

test.each([
  ['runs away', (x: number) => x * x, 20_000],
  ['is too stiff for the steps allowed', (x: number) => -1e7 * (x - 1), 50]
])('ends early where the solution %s', (_, slope, maxSteps) => {
  const system: OdeSystem = { n: 1, derivative: (_t, [x], out) => (out[0] = slope(x!)) }
  // x' = x² from 1 is infinite at t = 1
  const { reached } = dormandPrince(system, Float64Array.of(1.5), Float64Array.of(0, 0.1e-6, 5), {
    absolute: [1e-8],
    relative: 1e-8,
    maxSteps
  })
  expect(reached).toBe(2)
})
