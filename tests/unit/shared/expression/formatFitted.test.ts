import { expect, test } from 'vitest'
import type { ParameterInterval } from '../../../../src/shared/domain/law.ts'
import { formatFitted } from '../../../../src/shared/expression/formatFitted.ts'

test.each<[number, number, ParameterInterval, string]>([
  [2, 0.4, { low: 1 / 0.6, high: 2.5 }, '2 (1.67 to 2.5)'],
  [20, 40, { low: 1 / 0.15, high: null }, '20 (above 6.7)'],
  [3, 1, { low: null, high: 4.25 }, '3 (below 4.3)'],
  [365.2422, 0.02, { low: 365.217, high: 365.281 }, '365.242 (365.217 to 365.281)'],
  [3, 1, { low: null, high: null }, '3 (not known)']
])('%f ± %f with the interval %o is written %s', (fitted, standardError, interval, expected) => {
  expect(formatFitted({ fitted, standardError, interval })).toBe(expected)
})

test('a number whose standard error says enough is written with it', () => {
  expect(formatFitted({ fitted: 1.50314, standardError: 0.00107 })).toBe('1.503 ± 0.001')
})

test.each<[ParameterInterval, string]>([
  [{ low: 1.2e-7, high: 2.5e-7 }, '1.5\\times10^{-7}~(1.2\\times10^{-7}\\text{ to }2.5\\times10^{-7})'],
  [{ low: 1.2e-7, high: null }, '1.5\\times10^{-7}~(\\text{above }1.2\\times10^{-7})'],
  [{ low: null, high: null }, '1.5\\times10^{-7}~(\\text{not known})']
])('in LaTeX the interval %o is written %s', (interval, expected) => {
  expect(formatFitted({ fitted: 1.5e-7, standardError: 4e-8, interval }, 'latex')).toBe(expected)
})
