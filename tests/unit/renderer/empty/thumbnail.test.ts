import { expect, test } from 'vitest'
import { thumbnail } from '../../../../src/renderer/src/views/empty/thumbnail.ts'

const sample = (x: number[], y: number[], log = false) => ({ x: Float64Array.from(x), y: Float64Array.from(y), log })

test('points fill the picture, larger y is higher', () => {
  expect(thumbnail(sample([0, 1, 2], [0, 5, 10]), 105, 65).points).toEqual([
    [5, 60], // 5 px of margin on each side
    [52.5, 32.5],
    [100, 5]
  ])
})

test('on log axes a power law is straight', () => {
  const { points } = thumbnail(sample([1, 10, 100], [1, 1000, 1e6], true), 105, 65)
  expect(points[1]).toEqual([52.5, 32.5])
})

test('a line is drawn only where y is a function of x', () => {
  expect(thumbnail(sample([2, 0, 1], [4, 0, 1]), 100, 60).line).toMatch(/^M5\.0 .*L50\.0 .*L95\.0 /)
  expect(thumbnail(sample([0, 1, 1, 2], [0, 1, 2, 3]), 100, 60).line).toBe('')
})

test('missing values are left out, a constant is a level line, nothing is nothing', () => {
  expect(thumbnail(sample([0, 1, 2], [1, Number.NaN, 1]), 100, 60).points).toHaveLength(2)
  expect(thumbnail(sample([], []), 100, 60)).toEqual({ points: [], line: '' })
})

test('many points are thinned', () => {
  const x = Array.from({ length: 10_000 }, (_, i) => i)
  expect(thumbnail(sample(x, x), 200, 60).points).toHaveLength(40)
})
