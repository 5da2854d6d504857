import { describe, expect, test } from 'vitest'
import type { NumberColumn } from '../../../../src/shared/domain/dataset.ts'
import { summariseColumn } from '../../../../src/worker/io/summariseColumn.ts'

const numbers = (values: readonly number[], more: Partial<NumberColumn> = {}): NumberColumn => ({
  kind: 'number',
  variable: { name: 'v', unit: 'm/s', dimension: [1, 0, -1, 0, 0, 0, 0] },
  role: 'input',
  values: Float64Array.from(values),
  origin: null,
  ...more
})

describe('summariseColumn', () => {
  test('gives moments, missing and different values of numbers', () => {
    // mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32 over n − 1 = 7
    const summary = summariseColumn(numbers([2, 4, 4, 4, 5, 5, 7, 9, NaN]))
    expect(summary).toMatchObject({
      kind: 'number',
      missing: 1,
      distinct: 5,
      min: 2,
      max: 9,
      mean: 5,
      dimension: 'speed'
    })
    expect(summary.standardDeviation).toBeCloseTo(Math.sqrt(32 / 7), 12)
  })

  test('counts in 12 bins, the largest value in the last', () => {
    const { histogram } = summariseColumn(numbers([0, 0.5, 1, 11.9, 12]))
    expect(histogram).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
  })

  test('keeps the spread of values far from zero', () => {
    // naive sums of squares would lose all digits at 1e9
    expect(summariseColumn(numbers([1e9 + 1, 1e9 + 2, 1e9 + 3])).standardDeviation).toBeCloseTo(1, 9)
  })

  test.each([
    ['a constant', [3, 3], { min: 3, max: 3, standardDeviation: 0, distinct: 1, histogram: [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }],
    ['one value', [3], { mean: 3, standardDeviation: 0 }],
    ['no value', [NaN, NaN], { min: NaN, max: NaN, mean: NaN, standardDeviation: NaN, missing: 2, distinct: 0, histogram: [] }],
    ['no row', [], { missing: 0, distinct: 0 }],
    ['the whole range of doubles', [-1e308, 1e308], { histogram: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }]
  ])('copes with %s', (_, values, expected) => {
    expect(summariseColumn(numbers(values))).toMatchObject(expected)
  }) // prettier-ignore

  test('counts different values up to 1000', () => {
    expect(summariseColumn(numbers(Array.from({ length: 5000 }, (_, i) => i))).distinct).toBe(1000)
  })

  test('names dates and labels as such', () => {
    expect(summariseColumn(numbers([0, 1], { origin: '2020-01-01T00:00:00.000Z' }))).toMatchObject({ kind: 'time', origin: '2020-01-01T00:00:00.000Z' }) // prettier-ignore
    const label = { kind: 'label', variable: { name: 'p', unit: null, dimension: null }, role: 'label', codes: Int32Array.of(0, -1, 1, 0), levels: ['a', 'b'] } as const // prettier-ignore
    expect(summariseColumn(label, null)).toMatchObject({ kind: 'label', missing: 1, distinct: 2, min: NaN, histogram: [], dimension: null }) // prettier-ignore
  })
})
