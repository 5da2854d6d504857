import { expect, test } from 'vitest'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { noiseView } from '../../../../../src/worker/methods/closedForm/noiseView.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'

const n = 300
const law = parse('x^3', { columns: ['x'] })

/** y = x³ over six decades, with errors of `relative` · y and of `equal`. */
function sampleOf(relative: number, equal: number) {
  const random = createRandom(3)
  const x = Float64Array.from({ length: n }, (_, i) => 10 ** (-1 + (2 * i) / (n - 1)))
  const y = x.map((value) => value ** 3 * (1 + relative * random.normal()) + equal * random.normal())
  return { n, x: [x], y, weights: null }
}

test('errors that are a share of the target over decades are relative, and their weights say so', () => {
  const view = noiseView(law, ['x'], sampleOf(0.1, 0))!
  expect(view.isRelative).toBe(true)
  // the geometric mean of x³ between 10⁻³ and 10³ is 1, where the error is 0.1; known to √(1/600) = 4 %, here within 4 of that
  expect(view.sigma).toBeGreaterThan(0.084)
  expect(view.sigma).toBeLessThan(0.116)
  const { weights, x } = view.sample
  for (const i of [0, 100, 299]) expect(weights![i]! * x[0]![i]! ** 6).toBeCloseTo(1, 9)
})

test.each([
  ['equal errors of a target of one sign', { ...sampleOf(0, 0.0002) }],
  ['errors that are given', { ...sampleOf(0.1, 0), weights: new Float64Array(n).fill(1) }],
  ['errors that turn the sign', sampleOf(0.1, 0.1)]
])('%s are not taken as relative', (_, sample) => {
  const view = noiseView(law, ['x'], sample)!
  expect(view.isRelative).toBe(false)
  expect(view.sample.weights).toBe(sample.weights)
})
