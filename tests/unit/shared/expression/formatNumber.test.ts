import { expect, it } from 'vitest'
import { formatLatexNumber, formatNumber } from '../../../../src/shared/expression/formatNumber.ts'
import { formatShare } from '../../../../src/shared/expression/formatShare.ts'

it.each([
  [0.00295, 5, '0.00295'],
  [2.95e-5, 5, '2.95×10⁻⁵'],
  [-4e-12, 2, '-4×10⁻¹²'],
  [1.2345678e7, 3, '1.23×10⁷'],
  // rounding takes it over the limit of plain notation
  [99999.9, 5, '10⁵'],
  [0.00009996, 3, '0.0001'],
  [0, 5, '0'],
  [-1.50314, 4, '-1.503'],
  [NaN, 5, 'NaN']
])('%f stands in a sentence with %i digits as %s', (value, digits, expected) => {
  expect(formatNumber(value, digits)).toBe(expected)
})

it.each([
  [0.00295, '2.95\\times10^{-3}'],
  [1e-5, '10^{-5}'],
  [-Infinity, '-\\infty']
])('%f stands in a formula as %s', (value, expected) => {
  expect(formatLatexNumber(value)).toBe(expected)
})

it.each([
  [0.0028, 2, '0.28 %'],
  [0.000008, 2, '0.0008 %'],
  [0.5, 2, '50 %'],
  [1, 2, '100 %'],
  [1.234, 2, '120 %'],
  // not all: two digits would say 100 %
  [0.9997, 2, '99.97 %'],
  [0.99999999, 2, '100 %']
])('a share of %f with %i digits is %s', (share, digits, expected) => {
  expect(formatShare(share, digits)).toBe(expected)
})
