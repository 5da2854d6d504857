import { describe, expect, test } from 'vitest'
import { param, variable } from '../../../../src/shared/domain/expr.ts'
import type { NoiseModel } from '../../../../src/shared/domain/law.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { noiseScale, type NoiseScale, type ScaleData } from '../../../../src/worker/scoring/noiseScale.ts'

const random = createRandom(11)
const scaleOf = (noise: NoiseModel, y: Float64Array, more: Partial<ScaleData> = {}): NoiseScale =>
  noiseScale({ y, weights: null, knownVariance: null, ...more }, noise)
const bitsOf = (scale: NoiseScale, values: Float64Array) => scale.bits(scale.errors(values, null, null)) + scale.offset

test.each([
  ['positive', 1, 'log(x)'],
  ['negative', -1, 'log(-x)']
])('under multiplicative noise the logarithm of a %s target is fitted', (_, sign, fitted) => {
  const y = Float64Array.of(sign, 10 * sign, 100 * sign)
  const scale = scaleOf('multiplicative', y)
  expect(printInfix(scale.wrap(variable('x')))).toBe(fitted)
  const values = Float64Array.from(scale.y)
  scale.unwrap(values)
  values.forEach((value, i) => expect(value / y[i]!).toBeCloseTo(1, 12))
})

test('a standard error of y is a standard error of log y times y', () => {
  // weights 1/σ² for σ = 1, so that σ(log y) = 1/y and the weight is y²
  const scale = scaleOf('multiplicative', Float64Array.of(2, 30), { weights: Float64Array.of(1, 1) })
  expect([...scale.weights!]).toEqual([4, 900])
})

test('under additive noise the target itself is fitted', () => {
  const y = Float64Array.of(1, 2)
  const form = param(3)
  const scale = scaleOf('additive', y)
  expect([scale.y, scale.weights, scale.wrap(form)]).toEqual([y, null, form])
})

test('a row with a pole counts as a very large error, not as none', () => {
  const y = Float64Array.of(1, 2, 3)
  for (const noise of ['additive', 'multiplicative', 'poisson', 'robust'] as const) {
    const scale = scaleOf(noise, y)
    const [ok, pole, nothing] = scale.errors(
      Float64Array.of(1, Infinity, NaN).map((v) => v),
      null,
      null
    )
    expect(ok).toBeLessThan(1.1)
    expect(Math.min(pole!, nothing!)).toBeGreaterThan(100)
    expect(Number.isFinite(pole! + nothing!)).toBe(true)
  }
})

describe('the noise model is told by the likelihood', () => {
  const n = 400
  const truth = Float64Array.from({ length: n }, (_, i) => 2 + i / 8)
  /** A draw of the Poisson law by Knuth's product of uniform numbers. */
  const count = (mean: number): number => {
    let [k, product] = [0, random.next()]
    for (; product > Math.exp(-mean); k++) product *= random.next()
    return k
  }
  const cases: readonly [NoiseModel, Float64Array][] = [
    ['additive', truth.map((value) => value + 0.3 * random.normal())],
    ['multiplicative', truth.map((value) => value * Math.exp(0.3 * random.normal()))],
    ['poisson', truth.map(count)],
    // one row in ten is wrong by about as much as the whole range
    ['robust', truth.map((value, i) => value + (i % 10 === 3 ? 50 * random.normal() : 0.3 * random.normal()))]
  ]
  test.each(cases)('%s', (noise, y) => {
    // zeros and negative values are impossible for some of the models
    const models = (['additive', 'multiplicative', 'poisson', 'robust'] as const).filter(
      (model) =>
        (model !== 'multiplicative' || y.every((value) => value > 0)) &&
        (model !== 'poisson' || y.every(Number.isInteger))
    )
    const bits = models.map((model) => {
      const scale = scaleOf(model, y)
      return { model, bits: bitsOf(scale, model === 'multiplicative' ? truth.map(Math.log) : truth) }
    })
    expect(bits.toSorted((a, b) => a.bits - b.bits)[0]!.model).toBe(noise)
  })
})

test('for counts all bits are those of the Poisson law', () => {
  // P(0; 1) = e^-1, P(3; 2) = 8 e^-2 / 6, P(12; 10) = 10^12 e^-10 / 12!
  const y = Float64Array.of(0, 3, 12)
  const expected = [Math.exp(-1), (8 * Math.exp(-2)) / 6, (1e12 * Math.exp(-10)) / 479001600]
  const bits = expected.reduce((sum, p) => sum - Math.log2(p), 0) - 3 * 0.5 * Math.log2(2 * Math.PI * Math.E)
  expect(bitsOf(scaleOf('poisson', y), Float64Array.of(1, 2, 10))).toBeCloseTo(bits, 8)
})

test('outliers hardly widen the errors of the robust model', () => {
  const y = new Float64Array(1000)
  const scale = scaleOf(
    'robust',
    Float64Array.from({ length: 1000 }, () => 20 * random.normal())
  )
  const errors = y.map((_, i) => (i % 12 === 0 ? 400 : random.normal() ** 2))
  // likeliest width of a t law with three degrees of freedom for normal noise of width 1 lies near 0.8²
  expect(scale.width(errors)).toBeGreaterThan(0.5)
  expect(scale.width(errors)).toBeLessThan(1.5)
})

test('where the errors of measurement are given, residuals far below them save next to nothing', () => {
  const y = Float64Array.from({ length: 50 }, (_, i) => i)
  const scale = scaleOf('additive', y, { knownVariance: 1 })
  const bits = (square: number) => scale.bits(new Float64Array(50).fill(square))
  // at most n/2·log2(e) = 36 bits below the given width, but 50·log2(10) = 166 bits for a width ten times as large
  expect(bits(1) - bits(1e-6)).toBeCloseTo(25 * Math.LOG2E, 3)
  expect(bits(100) - bits(1)).toBeCloseTo(50 * Math.log2(10), 6)
})
