import { expect, test } from 'vitest'
import {
  mean,
  median,
  medianAbsoluteDeviation,
  quantile,
  standardDeviation,
  variance,
  weightedMean
} from '../../../../src/worker/numeric/statistics.ts'

test('keeps the variance of values far from zero', () => {
  // deviations −1, 0, 1: variance 2 / 2
  expect(variance([1e9 - 1, 1e9, 1e9 + 1])).toBe(1)
  expect(standardDeviation([2, 2, 2])).toBe(0)
})

test('answers NaN where there is nothing to say', () => {
  expect(mean([])).toBeNaN()
  expect(variance([4])).toBeNaN()
  expect(median([])).toBeNaN()
})

test('weights the mean, or not', () => {
  // (1·1 + 3·5) / 4
  expect(weightedMean([1, 5], [1, 3])).toBe(4)
  expect(weightedMean([1, 5], null)).toBe(3)
})

test.each([
  [0, 1],
  // a quarter of the way from the first to the last of four: 0.75 steps above 1
  [0.25, 1.75],
  [0.5, 2.5],
  [1, 4]
])('puts the %d quantile of 1, 2, 3, 4 at %d', (p, expected) => {
  expect(quantile([4, 1, 3, 2], p)).toBe(expected)
})

test('is not moved by an outlier in the median deviation', () => {
  // deviations from 3: 2, 1, 0, 1, 997
  expect(medianAbsoluteDeviation([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826, 4)
})
