import { expect, test } from 'vitest'
import { readCellNumber } from '../../../../src/renderer/src/views/data/readCellNumber.ts'

test.each([
  ['16.8', 16.8],
  ['16,8', 16.8],
  [' −3 ', -3],
  ['.5', 0.5],
  ['1,5e-3', 0.0015],
  ['1.234,5', null],
  ['1,2,3', null],
  ['l6,8', null],
  ['0x10', null],
  ['1e999', null],
  ['', null]
])('%j typed into a cell is read as %s', (text, value) => {
  expect(readCellNumber(text)).toBe(value)
})
