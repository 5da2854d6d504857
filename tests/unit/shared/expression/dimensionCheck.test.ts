import { describe, expect, it } from 'vitest'
import type { Variable } from '../../../../src/shared/domain/dataset.ts'
import type { Dimension } from '../../../../src/shared/domain/dimension.ts'
import { describeDimension } from '../../../../src/shared/expression/describeDimension.ts'
import { checkDimensions } from '../../../../src/shared/expression/dimensionCheck.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { parseUnit } from '../../../../src/shared/expression/units.ts'
import { unitsOfParams } from '../../../../src/shared/expression/unitsOfParams.ts'

const read = (text: string) => parse(text, { decimalsAreParams: true })
const dimensionOf = (unit: string | null): Dimension | null => (unit === null ? null : parseUnit(unit).dimension)
const quantity = (name: string, unit: string | null): Variable => ({ name, unit, dimension: dimensionOf(unit) })

function check(text: string, units: Record<string, string | null>, target: string | null) {
  const dimensions = new Map(Object.entries(units).map(([name, unit]) => [name, dimensionOf(unit)]))
  const { consistent, paramDimensions } = checkDimensions(read(text), dimensions, dimensionOf(target))
  return { consistent, params: paramDimensions.map((dimension) => dimension && describeDimension(dimension)) }
}

describe('checkDimensions', () => {
  it.each([
    ['v*t', { v: 'm/s', t: 's' }, 'm', true],
    ['v + t', { v: 'm/s', t: 's' }, 'm', false],
    ['sqrt(x^2 + y^2)', { x: 'm', y: 'km' }, 'm', true],
    ['sin(x)', { x: 'm' }, '1', false],
    ['sin(x)', { x: 'rad' }, '1', true],
    ['cbrt(x)', { x: 'm^3' }, 'm', true],
    ['x^2', { x: 'm' }, 'm', false],
    ['2*x', { x: 'm' }, 'm', true],
    // an exact number has no unit, so it cannot be added to a length
    ['x + 1', { x: 'm' }, 'm', false],
    ['x + 0', { x: 'm' }, 'm', true],
    ['2^x', { x: 'm' }, '1', false],
    ['x^y', { x: 'm', y: '1' }, 'm', false],
    ['x^y', { x: '1', y: '1' }, '1', true],
    ['abs(-x)', { x: 'm' }, 'm', true],
    ['x', { x: null }, 'm', null],
    ['x', { x: 'm' }, null, null],
    ['x', {}, 'm', null],
    // y has no unit, but the formula does not use it
    ['x', { x: 'm', y: null }, 'm', true]
  ])('says of %s with %j and the target in %s: %s', (text, units, target, expected) => {
    expect(check(text, units, target).consistent).toBe(expected)
  })

  it.each([
    ['365.25*a^1.5', { a: 'AU' }, 'd', ['m^(-3/2) s', 'number']],
    ['0.5*exp(-1.5*t)', { t: 's' }, 'm', ['length', 'frequency']],
    ['1.5 + 2.5*x', { x: 'kg' }, 'm', ['length', 'm kg^-1']],
    ['0.5*sin(1.5*t + 0.1)', { t: 's' }, 'V', ['voltage', 'frequency', 'number']],
    // only the product of both numbers is determined
    ['0.5*(1.5*x)', { x: 'm' }, 's', [null, null]],
    ['0.5 + sin(x)', { x: 'm' }, '1', [null]]
  ])('infers the dimensions of the fitted numbers in %s', (text, units, target, expected) => {
    expect(check(text, units, target).params).toEqual(expected)
  })
})

describe('unitsOfParams', () => {
  it.each([
    ['365.25*a^1.5', [quantity('a', 'AU')], quantity('P', 'd'), ['d AU^(-3/2)', '1']],
    ['0.5*exp(-1.5*t)', [quantity('t', 'ms')], quantity('U', 'mV'), ['mV', 'ms^-1']],
    ['2.5*m*v^2', [quantity('m', 'kg'), quantity('v', 'm/s')], quantity('E', 'J'), ['J kg^-1 m^-2 s^2']],
    ['0.5*x', [quantity('x', null)], quantity('y', 'm'), [null]],
    // as written, metres and kilometres cannot be added: no text would be true of the number
    ['0.5*(x + y)', [quantity('x', 'm'), quantity('y', 'km')], quantity('z', 'm'), [null]]
  ])('writes the units of %s as the user would', (text, inputs, target, expected) => {
    expect(unitsOfParams(read(text), inputs, target)).toEqual(expected)
  })
})
