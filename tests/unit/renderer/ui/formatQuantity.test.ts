import { expect, test } from 'vitest'
import {
  countOf,
  formatAge,
  formatBytes,
  formatCount,
  formatDuration,
  formatRate
} from '../../../../src/renderer/src/ui/formatQuantity.ts'

const THIN = '\u2009'

test.each([
  [0, '0'],
  [9999, '9999'],
  [10000, `10${THIN}000`],
  [1234567, `1${THIN}234${THIN}567`]
])('%d things', (count, text) => {
  expect(formatCount(count)).toBe(text)
})

test.each([
  [0, '0'],
  [999, '999'],
  [999.6, '1.00 k'],
  [1_920_000, '1.92 M'],
  [5.76e8, '576 M'],
  [2.5e15, '2500 T'],
  [Number.NaN, '–']
])('a rate of %d', (rate, text) => {
  expect(formatRate(rate)).toBe(text)
})

test.each([
  [1, '1 byte'],
  [612, '612 bytes'],
  [1500, '1.5 kB'],
  [143_000_000, '143 MB'],
  [2.5e9, '2.5 GB']
])('%d bytes', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0.13, '0.1 s'],
  [9.94, '9.9 s'],
  [41.9, '41 s'],
  [72, '1 min 12 s'],
  [3725, '1 h 2 min']
])('%d seconds', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})

test.each([
  [3, 'just now'],
  [50, '1 min ago'],
  [600, '10 min ago'],
  [7200, '2 h ago'],
  [90_000, 'yesterday'],
  [300_000, '3 days ago']
])('%d seconds ago', (seconds, text) => {
  expect(formatAge(seconds)).toBe(text)
})

test('one thing, many things', () => {
  expect([countOf(1, 'row'), countOf(8, 'row'), countOf(0, 'entry', 'entries')]).toEqual([
    '1 row',
    '8 rows',
    '0 entries'
  ])
})
