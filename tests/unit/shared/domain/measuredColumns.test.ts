import { expect, test } from 'vitest'
import { measuredColumns } from '../../../../src/shared/domain/measuredColumns.ts'

test.each([
  ['sigma_x', ['x']],
  ['σx', ['x']],
  ['σ_x', ['x', '_x']],
  ['x_err', ['x']],
  ['flow rate error', ['flow rate']],
  ['u(x)', ['x']],
  ['sigma[T]', ['T']],
  ['dx', ['x']],
  ['Δt', ['t']],
  ['x_std', ['x']],
  ['velocity', []],
  ['u_x', []],
  ['error', []],
  ['d', []],
  ['', []]
])('%s may give the errors of %j', (name, expected) => {
  expect(measuredColumns(name)).toEqual(expected)
})
