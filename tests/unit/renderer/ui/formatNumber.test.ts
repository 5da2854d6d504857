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

test('a column has the digits of its data, not those of binary rounding', () => {
  expect(chooseStyle([0.1 + 0.2, 87.969])).toEqual({ digits: 5, isScientific: false })
  expect(chooseStyle([1, 2, Number.NaN])).toEqual({ digits: 1, isScientific: false })
  expect(chooseStyle([1 / 3]).digits).toBe(7)
  expect(chooseStyle([])).toEqual({ digits: 1, isScientific: false })
})

test('a column with huge or tiny numbers is written in powers of ten', () => {
  expect(chooseStyle([1, 2e12]).isScientific).toBe(true)
  expect(chooseStyle([1, 2e-9]).isScientific).toBe(true)
  expect(chooseStyle([0, 5]).isScientific).toBe(false)
})

test('a number is split at its decimal mark', () => {
  const style = { digits: 7, isScientific: false }
  expect(splitNumber(10759.22, style)).toEqual({ whole: `10${THIN}759`, rest: '.22' })
  expect(splitNumber(-4332.59, style)).toEqual({ whole: '−4332', rest: '.59' })
  expect(splitNumber(30, style)).toEqual({ whole: '30', rest: '' })
  expect(splitNumber(6.5e-7, { digits: 2, isScientific: true })).toEqual({ whole: '6', rest: '.5 × 10⁻⁷' })
})

test('a whole number with more digits than the style keeps its size', () => {
  expect(splitNumber(123456789, { digits: 7, isScientific: false }).whole).toBe(`123${THIN}456${THIN}800`)
})
