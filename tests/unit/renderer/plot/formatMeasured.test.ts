import { expect, test } from 'vitest'
import { formatMeasured, formatPercent, fullPrecision } from '../../../../src/renderer/src/ui/plot/formatMeasured.ts'

test.each([
  [1.50314, 0.00107, '1.503 ± 0.001'],
  [365.1, 0.31, '365.1 ± 0.3'],
  [-1.499, 0.00049, '−1.4990 ± 0.0005'],
  [6.6743e-11, 1.5e-15, '(6.6743 ± 0.0002)×10⁻¹¹'],
  [2, 0, '2'],
  [2, null, '2'],
  [2.5, NaN, '2.5'],
  [2.5, Infinity, '2.5'],
  [NaN, 1, '–']
])('%d with the error %d is written %s', (value, error, text) => {
  expect(formatMeasured(value, error)).toBe(text)
})

test.each([
  [0.0028, '0.28 %'],
  [1, '100 %'],
  [12.345, '1230 %'],
  [0, '0 %'],
  [NaN, '–']
])('the ratio %d is written %s', (ratio, text) => {
  expect(formatPercent(ratio)).toBe(text)
})

test('full precision gives every digit', () => {
  expect(fullPrecision(0.1 + 0.2)).toBe('0.30000000000000004')
})
