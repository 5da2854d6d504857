import { expect, test } from 'vitest'
import { apply, constant, param, variable } from '../../../../src/shared/domain/expr.ts'
import {
  constantBits,
  exponentBits,
  parameterBits,
  residualBits,
  structureBits
} from '../../../../src/worker/scoring/descriptionLength.ts'

const x = variable('x')

test.each([
  ['2 is shorter than 3', constant(2), constant(3)],
  ['1/2 is shorter than 7/12', constant(1, 2), constant(7, 12)],
  ['pi is shorter than 3.14159', constant(1, 1, 'pi'), constant(3.14159)],
  ['4.2 is shorter than 4.215', constant(4.2), constant(4.215)]
])('of exact constants, %s', (_, short, long) => {
  expect(constantBits(short)).toBeLessThan(constantBits(long))
})

test('exponents 2 and 1/2 are the cheapest, then 3 and 3/2, then the rest', () => {
  const bits = [constant(2), constant(3, 2), constant(5, 3), constant(1.4983)].map(exponentBits)
  expect(bits).toEqual(bits.toSorted((a, b) => a - b))
  expect(exponentBits(constant(1, 2))).toBeLessThan(exponentBits(constant(3)))
})

test.each([
  ['a square', 'a free exponent', apply('pow', x, constant(2)), apply('pow', x, param(2))],
  ['a free exponent', 'one that varies with the base', apply('pow', x, param(2)), apply('pow', x, x)],
  ['an exponential', 'a hyperbolic function', apply('exp', x), apply('cosh', x)],
  ['a logarithm', 'an inverse function', apply('log', x), apply('asin', x)],
  ['a function', 'a function of a function', apply('exp', apply('neg', x)), apply('exp', apply('exp', x))]
])('%s is commoner than %s', (_, __, common, rare) => {
  expect(structureBits(common, 1)).toBeLessThan(structureBits(rare, 1))
})

test('a longer formula takes more bits', () => {
  const product = apply('mul', param(1), x)
  expect(structureBits(product, 1)).toBeLessThan(structureBits(apply('add', product, param(1)), 1))
  expect(structureBits(apply('exp', x), 1)).toBeLessThan(structureBits(apply('tanh', x), 1))
})

test('a number known to three digits takes about ten bits more than one known to its sign', () => {
  // log2(1000) = 9.97
  expect(parameterBits(1, 1e-3, 4) - parameterBits(1, 1, 4)).toBeCloseTo(Math.log2(1001) + 1 - 2, 6)
  expect(parameterBits(1, null, 10)).toBeGreaterThan(parameterBits(1, 0.1, 10))
})

test('residuals ten times smaller save log2(10) bits a row, down to the floor', () => {
  expect(residualBits(8, 1, 0) - residualBits(8, 0.01, 0)).toBeCloseTo(8 * Math.log2(10), 10)
  expect(residualBits(8, 0, 1e-3)).toBeCloseTo(8 * Math.log2(1e-3), 10)
})
