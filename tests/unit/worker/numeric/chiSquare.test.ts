import { expect, test } from 'vitest'
import { chiSquareTail } from '../../../../src/worker/numeric/chiSquare.ts'

// two degrees of freedom: exp(−x/2); four: exp(−x/2)(1 + x/2); one: the 5 % and 1 % points of tables
test.each<[number, number, number]>([
  [3, 2, Math.exp(-1.5)],
  [100, 2, Math.exp(-50)],
  [0.1, 2, Math.exp(-0.05)],
  [7, 4, Math.exp(-3.5) * 4.5],
  [3.841458820694124, 1, 0.05],
  [6.6348966010212145, 1, 0.01],
  [124.34211340400407, 100, 0.05],
  [0, 3, 1],
  [-1, 3, 1],
  [Infinity, 3, 0]
])('χ² above %s with %s degrees of freedom has probability %s', (value, degrees, expected) => {
  expect(Math.abs(chiSquareTail(value, degrees) / (expected || 1) - (expected ? 1 : 0))).toBeLessThan(1e-11)
})

test('a value that is no number has no probability', () => {
  expect(chiSquareTail(NaN, 1)).toBeNaN()
})
