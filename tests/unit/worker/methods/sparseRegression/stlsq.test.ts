import { expect, test } from 'vitest'
import { stlsq } from '../../../../../src/worker/methods/sparseRegression/stlsq.ts'

const x = Float64Array.from({ length: 40 }, (_, i) => -1 + i / 19.5)
const powers = [0, 1, 2, 3, 4].map((power) => x.map((value) => value ** power))
// 2 − 3x² with a ripple of 0.001
const y = x.map((value, i) => 2 - 3 * value ** 2 + (i % 2 === 0 ? 1e-3 : -1e-3))

test('keeps the columns that matter', () => {
  expect(stlsq(powers, y, null, 0.05)).toEqual([0, 2])
})

test('keeps nothing where every column is below the threshold', () => {
  expect(stlsq(powers, y, null, 100)).toEqual([])
})

test('gives up on values that are not finite', () => {
  expect(stlsq(powers, y.with(3, NaN), null, 0.05)).toEqual([])
})
