import { expect, test } from 'vitest'
import { rowWindow } from '../../../../src/renderer/src/views/data/rowWindow.ts'

const ROW = 29

test.each([
  // scrollTop, view height, rows, track, first row, rows drawn, shift
  [0, 100, 8, 8 * ROW, 0, 4, 0], // 100/29 = 3.4 rows
  [30, 100, 1000, 1000 * ROW, 1, 4, 1], // one row and a pixel: (100 + 1)/29 = 3.5
  [0, 400, 8, 8 * ROW, 0, 8, 0], // all rows fit
  [0, 100, 0, 0, 0, 0, 0], // none
  [1000 * ROW - 100, 100, 1000, 1000 * ROW, 996, 4, 16] // the end: (29000 − 100)/29 = 996.55, 0.55 · 29 = 16
])('scrolled to %d with %d px in sight of %d rows', (top, view, rows, track, first, count, shift) => {
  expect(rowWindow(top, view, rows, ROW, track)).toEqual({ first, count, shift })
})

test('on a track shorter than the rows both ends and the middle are reached', () => {
  const rows = 3_000_000
  const track = 30_000_000
  const view = 490
  const at = (share: number) => rowWindow(share * (track - view), view, rows, ROW, track)
  expect(at(0)).toMatchObject({ first: 0, shift: 0 })
  expect(at(0.5).first).toBe(Math.floor((0.5 * (rows * ROW - view)) / ROW))
  const { first, count, shift } = at(1)
  expect(first + count).toBe(rows)
  expect(count * ROW - shift).toBeCloseTo(view, 3) // the last row ends at the bottom; 87 000 000 px leave 8 digits
})

test('a position beyond the end, as after a filter, shows the last rows', () => {
  const { first, count } = rowWindow(50_000, 100, 10, ROW, 10 * ROW)
  expect(first + count).toBe(10)
})
