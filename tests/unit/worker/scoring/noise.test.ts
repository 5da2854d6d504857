import { expect, test } from 'vitest'
import { param, variable } from '../../../../src/shared/domain/expr.ts'
import type { NoiseModel } from '../../../../src/shared/domain/law.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { fittedScale, noiseModels } from '../../../../src/worker/scoring/noise.ts'

test.each<[string, readonly number[], readonly NoiseModel[]]>([
  ['values of one sign over decades', [1, 10, 101], ['additive', 'multiplicative']],
  ['negative values over decades', [-1, -10, -101], ['additive', 'multiplicative']],
  ['values of one size', [1, 2, 3], ['additive']],
  ['values of both signs', [-1, 10, 101], ['additive']],
  ['values down to zero', [0, 10, 101], ['additive']],
  ['the far tail of a bell curve', [1e-200, 1, 2], ['additive', 'multiplicative']]
])('%s', (_, values, models) => {
  expect(noiseModels(Float64Array.from(values))).toEqual(models)
})

test.each([
  ['positive', 1, 'log(x)'],
  ['negative', -1, 'log(-x)']
])('under multiplicative noise the logarithm of a %s target is fitted', (_, sign, fitted) => {
  const y = Float64Array.of(sign, 10 * sign, 100 * sign)
  const scale = fittedScale(y, null, 'multiplicative')
  expect(printInfix(scale.wrap(variable('x')))).toBe(fitted)
  const values = Float64Array.from(scale.y)
  scale.unwrap(values)
  values.forEach((value, i) => expect(value / y[i]!).toBeCloseTo(1, 12))
})

test('a standard error of y is a standard error of log y times y', () => {
  // weights 1/σ² for σ = 1, so that σ(log y) = 1/y and the weight is y²
  const y = Float64Array.of(2, 30)
  expect([...fittedScale(y, Float64Array.of(1, 1), 'multiplicative').weights!]).toEqual([4, 900])
})

test('under additive noise the target itself is fitted', () => {
  const y = Float64Array.of(1, 2)
  const form = param(3)
  const scale = fittedScale(y, null, 'additive')
  expect([scale.y, scale.weights, scale.wrap(form)]).toEqual([y, null, form])
})
