import { expect, test } from 'vitest'
import { constant } from '../../../../../src/shared/domain/expr.ts'
import { nearbyExponent, nearestHalf } from '../../../../../src/worker/methods/powerLaw/rationalExponents.ts'

test.each([
  // Kepler: 2.9 standard errors away, and still proposed
  [1.50314, 0.00107, constant(3, 2)],
  [-2.01, 0, constant(-2)],
  [0.3333, 0.001, constant(1, 3)],
  // nearer to 1/4 than its four standard errors to any simpler fraction
  [0.26, 0.01, constant(1, 4)],
  // so vague that a whole number is the simplest one near
  [1.8, 0.1, constant(2)],
  // never further than 0.3, however vague
  [0.65, 5, constant(1, 2)],
  [0.1, 0.001, null]
])('proposes for the exponent %d ± %d the simplest fraction near', (value, error, expected) => {
  expect(nearbyExponent(value, error)).toEqual(expected)
})

test.each([
  [1.3, constant(3, 2)],
  [-0.6, constant(-1, 2)],
  [1.9, constant(2)],
  [0.1, constant(0)]
])('rounds %d to halves', (value, expected) => {
  expect(nearestHalf(value)).toEqual(expected)
})
