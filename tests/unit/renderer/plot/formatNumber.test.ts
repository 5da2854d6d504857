import { expect, test } from 'vitest'
import {
  formatDuration,
  formatMeasured,
  formatNumber,
  formatPercent,
  groupDigits
} from '../../../../src/renderer/src/ui/plot/formatNumber.ts'

const thin = '\u202f'

test.each([
  [0, '0'],
  [-0, '0'],
  [365.2468123, '365.2'],
  [-0.25, '−0.25'],
  [4332.59, '4333'],
  [30688.5, `30${thin}690`],
  [123456.7, `123${thin}500`],
  [1234567, '1.235 × 10⁶'],
  [6.6743e-11, '6.674 × 10⁻¹¹'],
  [0.000123456, '0.0001235'],
  [999999.9, '1 × 10⁶'],
  [NaN, '–'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
  [5e-324, '5 × 10⁻³²⁴']
])('%d is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

test.each([
  [1.50314, 0.00107, '1.5031 ± 0.0011'], // the error begins with 1: two digits
  [365.1, 0.31, '365.1 ± 0.3'],
  [1.499, 0.00049, '1.4990 ± 0.0005'],
  [60195.4, 37, `60${thin}200 ± 40`], // digits left of the point follow the error, too
  [6.6743e-11, 1.5e-15, '(6.67430 ± 0.00015) × 10⁻¹¹'],
  [0.001, 5, '0 ± 5'],
  [2, 0, '2'],
  [2, null, '2'],
  [2.5, NaN, '2.5'],
  [2.5, Infinity, '2.5']
])('%d with the error %d is written %s', (value, error, text) => {
  expect(formatMeasured(value, error)).toBe(text)
})

test.each([
  [0.0028, '0.28 %'],
  [1, '100 %'],
  [12.345, `1230 %`],
  [0, '0 %'],
  [NaN, '–']
])('the ratio %d is written %s', (ratio, text) => {
  expect(formatPercent(ratio)).toBe(text)
})

test.each([
  ['1234', '1234'],
  ['12345', `12${thin}345`],
  ['-1234567.25', `−1${thin}234${thin}567.25`],
  ['text', 'text']
])('the digits of %s are grouped as %s', (text, grouped) => {
  expect(groupDigits(text)).toBe(grouped)
})

test.each([
  [0.44, '0.4 s'],
  [9.97, '10 s'],
  [72, '1 min 12 s'],
  [300, '5 min'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
  [NaN, '–']
])('%d seconds are written %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
