import { describe, expect, it } from 'vitest'
import { describeDimension } from '../../../../src/shared/expression/describeDimension.ts'
import { parseUnit } from '../../../../src/shared/expression/units.ts'

describe('parseUnit', () => {
  // [unit, dimension in words, how many SI base units one of it is]
  it.each([
    ['m', 'length', 1],
    ['µm', 'length', 1e-6],
    ['cm3', 'volume', 1e-6],
    ['g/cm^3', 'density', 1000],
    ['kg·m/s²', 'force', 1],
    ['m s^-2', 'acceleration', 1],
    ['kg m-3', 'density', 1],
    ['km/h', 'speed', 1 / 3.6],
    ['W/(m^2 K)', 'kg s^-3 K^-1', 1],
    ['10^3 kg', 'mass', 1000],
    ['AU', 'length', 149597870700],
    ['kpc', 'length', 3.085677581491367e19],
    ['Myr', 'time', 1e6 * 365.25 * 86400],
    ['M☉', 'mass', 1.988409870698051e30],
    ['M⊕', 'mass', 5.972167867791379e24],
    ['°C', 'temperature', 1],
    ['kΩ', 'resistance', 1000],
    ['Ω', 'resistance', 1],
    ['mol/L', 'concentration', 1000],
    ['d AU^(-3/2)', 'm^(-3/2) s', 86400 / 149597870700 ** 1.5],
    ['deg', 'number', Math.PI / 180],
    ['%', 'number', 0.01],
    ['1', 'number', 1],
    ['-', 'number', 1],
    ['m^0.5', 'm^(1/2)', 1]
  ])('reads %s', (text, dimension, factor) => {
    const unit = parseUnit(text)
    expect(describeDimension(unit.dimension)).toBe(dimension)
    // a few roundings: prefixes and powers are multiplied one after the other
    expect(unit.factor / factor).toBeCloseTo(1, 12)
  })

  it.each(['', 'foo', 'm/', '(m', 'm^', 'm^(1/0)', '2x', 'm!', '('.repeat(5000)])('refuses %j', (text) => {
    expect(() => parseUnit(text)).toThrow(expect.objectContaining({ name: 'AppError', code: 'badUnit' }))
  })
})
