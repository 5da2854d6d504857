import { describe, expect, it } from 'vitest'
import { formatWithError, significantDigits } from '../../../../src/shared/expression/formatWithError.ts'

describe('formatWithError', () => {
  it.each([
    [1.50314, 0.00107, '1.503 ± 0.001'],
    [365.1, 0.3, '365.1 ± 0.3'],
    [1.499, 0.0005, '1.4990 ± 0.0005'],
    [-3.2, 0.1, '-3.2 ± 0.1'],
    // 0.0096 rounds to 0.01: the last digit kept is the second decimal
    [9.9996, 0.0096, '10.00 ± 0.01'],
    [1.2034e-5, 3e-7, '(1.20 ± 0.03)×10⁻⁵'],
    [123456, 1200, '(1.23 ± 0.01)×10⁵'],
    [0, 0.01, '0.00 ± 0.01'],
    // double precision ends after 16 digits, so such an error is rounding and not measurement
    [1 / 3, 1e-16, '0.3333333333 ± 10⁻¹⁶'],
    [0.3333333333333333, null, '0.33333'],
    [2.5, 0, '2.5'],
    [2.5, NaN, '2.5'],
    [NaN, 0.1, 'NaN']
  ])('prints %f with error %f as %s', (value, error, expected) => {
    expect(formatWithError(value, error)).toBe(expected)
  })

  it('prints LaTeX and the compact form of journals', () => {
    expect(formatWithError(1.50314, 0.00107, 'latex')).toBe('1.503 \\pm 0.001')
    expect(formatWithError(1.2034e-5, 3e-7, 'latex')).toBe('(1.20 \\pm 0.03)\\times10^{-5}')
    expect(formatWithError(1.50314, 0.00107, 'compact')).toBe('1.5031(11)')
  })
})

describe('significantDigits', () => {
  it.each([
    // 1.503|1 with an error of 0.001: four digits that are sure and one more
    [1.50314, 0.00107, 5],
    [365.1, 0.3, 5],
    [1.5, 3, 2],
    [1, 1e-30, 10],
    [1, null, 5]
  ])('of %f with error %f are %i', (value, error, expected) => {
    expect(significantDigits(value, error)).toBe(expected)
  })
})
