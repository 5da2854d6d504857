import { expect, test } from 'vitest'
import { smoothFit } from '../../../../../src/worker/methods/closedForm/smoothCorrection.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'

const n = 600

/** y = x² (1 + z) with normal errors, and a law that forgets z. */
function sampleOf(error: number) {
  const random = createRandom(3)
  const x = Float64Array.from({ length: n }, () => 1 + random.next())
  const z = Float64Array.from({ length: n }, () => 1 + random.next())
  const truth = x.map((value, i) => value * value * (1 + z[i]!))
  const y = truth.map((value) => value + error * random.normal())
  return { sample: { n, x: [x, z], y, weights: null }, law: x.map((value) => 2.5 * value * value), truth }
}

test('a law that forgets an input is corrected to far below the noise', () => {
  const { sample, law, truth } = sampleOf(0.5)
  const { correction } = smoothFit(sample, law)
  const corrected = correction!.apply(law, sample.x)
  const square = (values: Float64Array) => values.reduce((sum, value, i) => sum + (value - truth[i]!) ** 2, 0) / n
  // 21 numbers of degree 5 from 600 rows leave 21/600 of the variance of the noise, 0.0088; the law alone leaves about 1
  expect(square(corrected)).toBeLessThan(0.02)
  expect(square(law)).toBeGreaterThan(0.3)
  // the estimate of the variance is within 4 · √(2/600) = 23 % of 0.25
  expect(correction!.variance).toBeGreaterThan(0.19)
  expect(correction!.variance).toBeLessThan(0.31)
})

test.each([
  ['noise', 0.5, true],
  ['a smooth law', 0, false]
])('what is left of %s looks rough: %s', (_, error, isRough) => {
  const { sample, law } = sampleOf(Number(error))
  expect(smoothFit(sample, law).isRough).toBe(isRough)
})

test('a law that is right needs no correction', () => {
  const { sample, truth } = sampleOf(0.5)
  expect(smoothFit(sample, truth).correction).toBeNull()
})
