import { expect, test } from 'vitest'
import { raiseExponents } from '../../../../src/renderer/src/ui/raiseExponents.ts'

test.each([
  ['m', 'm'],
  ['kg m^2 s^-3', 'kg m² s⁻³'],
  ['m^(2)', 'm²'],
  ['d AU^(-3/2)', 'd AU^(-3/2)'],
  ['Hz^0.5', 'Hz^0.5'],
  ['m^12', 'm¹²']
])('the unit %s reads %s', (unit, read) => {
  expect(raiseExponents(unit)).toBe(read)
})
