import { expect, test } from 'vitest'
import type { Polynomial } from '../../../../../src/worker/methods/rational/polynomial.ts'
import { squareRootOf } from '../../../../../src/worker/methods/rational/squareRoot.ts'

/** From rows of coefficient, exponent of x, exponent of z. */
const polynomialOf = (...parts: (readonly [number, number, number])[]): Polynomial =>
  parts.map(([coefficient, x, z]) => ({ coefficient, exponents: [x, z] }))

test.each([
  // (x − 3z)²
  ['x² − 6xz + 9z²', polynomialOf([1, 2, 0], [-6, 1, 1], [9, 0, 2]), polynomialOf([1, 1, 0], [-3, 0, 1])],
  // (2x²z + x − 5)², given in another order and with the rounding of fitted numbers
  [
    '(2x²z + x − 5)²',
    polynomialOf([25, 0, 0], [-10, 1, 0], [1, 2, 0], [-20.000000001, 2, 1], [4, 3, 1], [4, 4, 2]),
    polynomialOf([2, 2, 1], [1, 1, 0], [-5, 0, 0])
  ],
  ['49', polynomialOf([49, 0, 0]), polynomialOf([7, 0, 0])]
])('%s is a square', (_, square, expected) => {
  const root = squareRootOf(square)!
  expect(root.map(({ exponents }) => exponents)).toEqual(expected.map(({ exponents }) => exponents))
  root.forEach(({ coefficient }, k) => expect(coefficient).toBeCloseTo(expected[k]!.coefficient, 6))
})

test.each([
  ['−x²', polynomialOf([-1, 2, 0])],
  ['x³', polynomialOf([1, 3, 0])],
  ['x² + z²', polynomialOf([1, 2, 0], [1, 0, 2])],
  ['x² + 2xz + 4z²', polynomialOf([1, 2, 0], [2, 1, 1], [4, 0, 2])],
  ['nothing', polynomialOf()]
])('%s is not', (_, polynomial) => {
  expect(squareRootOf(polynomial)).toBeNull()
})
