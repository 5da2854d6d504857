import { expect, test } from 'vitest'
import { columnWidth } from '../../../../src/renderer/src/views/data/columnLayout.ts'
import { chooseStyle } from '../../../../src/renderer/src/ui/formatNumber.ts'
import { fakeColumn } from '../../../support/fakeEngine.ts'

test.each([
  ['a short name', fakeColumn('x'), 126],
  ['powers of ten', fakeColumn('x', { min: 1e-30, max: 1e-29 }), 168],
  ['dates', fakeColumn('when', { kind: 'time', min: 0, max: 1e12 }), 184],
  ['eighty letters', fakeColumn('x'.repeat(80)), 260]
])('a column of %s has the width that it needs', (_, column, width) => {
  expect(columnWidth(column, chooseStyle(column.min, column.max))).toBe(width)
})
