import { expect, test } from 'vitest'
import { chooseStyle, formatNumber, splitNumber } from '../../../../src/renderer/src/ui/formatNumber.ts'

const THIN = '\u2009'

test.each([
  [365.256, 4, '365.3'],
  [60195, 3, `60${THIN}200`],
  [1000, 3, '1000'],
  [0, 3, '0'],
  [-0.00123456, 3, '−0.00123'],
  [1.5e-7, 3, '1.5 × 10⁻⁷'],
  [6.02214e23, 3, '6.02 × 10²³'],
  [1, 4, '1'],
  [999.96, 4, '1000'], // rounds up into another place
  [Number.NaN, 3, '–'],
  [Number.POSITIVE_INFINITY, 3, '∞'],
  [Number.NEGATIVE_INFINITY, 3, '−∞']
])('%d with %d digits reads %s', (value, digits, text) => {
  expect(formatNumber(value, digits)).toBe(text)
})

test('a column with huge or only tiny numbers is written in powers of ten', () => {
  expect(chooseStyle(1, 2e12).isScientific).toBe(true)
  expect(chooseStyle(-2e-9, 2e-9).isScientific).toBe(true)
  expect(chooseStyle(2e-9, 5).isScientific).toBe(false)
  expect(chooseStyle(0, 0).isScientific).toBe(false)
})

test('a number is split at its decimal mark', () => {
  const style = { digits: 7, isScientific: false }
  expect(splitNumber(10759.22, style)).toEqual({ whole: `10${THIN}759`, rest: '.22' })
  expect(splitNumber(-4332.59, style)).toEqual({ whole: '−4332', rest: '.59' })
  expect(splitNumber(30, style)).toEqual({ whole: '30', rest: '' })
  expect(splitNumber(6.5e-7, { digits: 2, isScientific: true })).toEqual({ whole: '6', rest: '.5 × 10⁻⁷' })
})

test.each([
  // never rounded before the decimal mark, never with the digits of binary rounding after it
  [199999, '199\u2009999', ''],
  [123456789, '123\u2009456\u2009789', ''],
  [0.1 + 0.2, '0', '.3'],
  [1 / 3, '0', '.3333333'],
  [87.96900000000001, '87', '.969'],
  [2e-9, '2', ' × 10⁻⁹']
])('%d in a plain column', (value, whole, rest) => {
  expect(splitNumber(value, chooseStyle(0, 1000))).toEqual({ whole, rest })
})
