import { expect, test } from 'vitest'
import { simplestAsGood } from '../../../../../src/worker/methods/hamiltonian/chooseNetwork.ts'

test.each<readonly [string, readonly (readonly number[])[], number]>([
  // 3 more in all, and the differences 3, −1, 3, −2 have a standard error of √(4 · 6.9) = 5.3
  ['what is better by chance is not taken', [[33, 29, 33, 28], [30, 30, 30, 30]], 0],
  // 9 more in all, and the differences 2, 3, 2, 2 have a standard error of 1
  ['what is better in every stretch is', [[32, 33, 32, 32], [30, 30, 30, 30]], 1],
  // of one stretch with χ² = 50 the standard error is 10
  ['one stretch tells by its own error', [[59], [50]], 0],
  ['and what is beyond it is not as good', [[61], [50]], 1],
  ['what loses its way is not as good', [[Infinity, 30], [40, 40]], 1],
  ['where nothing can be followed the first stays', [[Infinity], [Infinity]], 0]
])('of shapes from the simplest on: %s', (_, chiSquares, expected) => {
  const candidates = chiSquares.map((each, shape) => ({ shape, chiSquares: each }))
  expect(simplestAsGood(candidates).shape).toBe(expected)
}) // prettier-ignore
