import { expect, test } from 'vitest'
import { evaluate } from '../../../../src/shared/expression/evaluate.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { exactConstants } from '../../../../src/worker/scoring/exactConstants.ts'

test.each([
  // Kepler's six planets: 1.50314 ± 0.00107 is 2.9 standard errors from 3/2, which must be offered all the same
  [1.50314, 0.00107, 1.5],
  [6.2831853, 1e-6, 2 * Math.PI],
  [0.3333333333, 1e-9, 1 / 3],
  [-0.500001, 1e-5, -0.5],
  [4.905, 1e-12, 4.905]
])('%d ± %d is offered the exact value %d first', (value, error, expected) => {
  const [first] = exactConstants(value, error)
  expect(first === undefined ? NaN : evaluate(first, {})).toBeCloseTo(expected, 12)
})

test.each([
  [1 / (4 * Math.PI), '1/4/pi'],
  [1 / Math.sqrt(2 * Math.PI), '1/sqrt(2*pi)'],
  [2 * Math.SQRT2, '2*sqrt(2)'],
  [-Math.LN2, '-log(2)'],
  [2 * Math.PI, '2*pi']
])('%d known to ten digits is seen as %s', (value, text) => {
  expect(exactConstants(value, 1e-10).map((exact) => printInfix(exact))[0]).toBe(text)
})

test.each([
  ['a number hardly known at all', 0.3, 0.2],
  ['zero', 0, 0.1],
  ['no number', NaN, 0.1]
])('%s has no exact value', (_, value, error) => {
  expect(exactConstants(value, error)).toEqual([])
})

test('every offered value lies within reach of the fit', () => {
  for (let value = 0.1; value < 20; value *= 1.37) {
    for (const exact of exactConstants(value, 0.01 * value)) {
      expect(Math.abs(evaluate(exact, {}) - value)).toBeLessThanOrEqual(0.04 * value * (1 + 1e-12))
    }
  }
})

test('an exponent is never a multiple of π or of a root', () => {
  const texts = exactConstants(1.50314, 0.00107, true).map((exact) => printInfix(exact))
  expect(texts[0]).toBe('3/2')
  expect(texts.join()).not.toMatch(/pi|sqrt/)
})
