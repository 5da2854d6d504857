import { expect, test } from 'vitest'
import { constValue, type Const } from '../../../../src/shared/domain/expr.ts'
import { parseUnit } from '../../../../src/shared/expression/units.ts'
import { physicalCandidates } from '../../../../src/worker/scoring/physicalCandidates.ts'
import { PHYSICAL_CONSTANTS } from '../../../../src/worker/scoring/physicalConstants.ts'

const namesOf = (value: number, error: number, unit: string | null) =>
  physicalCandidates(value, error, unit).map(({ text }) => text)

test.each<[string, number, number, string, string]>([
  ['the speed of light in km/s', 299800, 30, 'km s^-1', 'c'],
  // R = 8.314 J/(mol K) = 0.082057 L atm/(mol K)
  ['the gas constant in kPa L', 8.3145, 0.001, 'kPa L mol^-1 K^-1', 'R'],
  // h/k = 6.62607015e-34/1.380649e-23 = 4.799243e-11 K s
  ['what stands in the exponent of radiation', 4.7992e-11, 2e-15, 'K s', 'h*k_B^(-1)'],
  ['kinetic energy of an atom', 2.0709e-23, 1e-27, 'J K^-1', '3/2*k_B'],
  // 1/(4 π ε0) = 8.98755179e9 m/F
  ['the factor of electric forces', 8.98755e9, 2e4, 'm F^-1', '1/4*pi^(-1)*epsilon_0^(-1)'],
  // 2 π/√(GM) in days and astronomical units: Kepler's year of 365.2569 d
  ['the year', 365.257, 0.001, 'd AU^(-3/2)', '2*pi*GM_sun^(-1/2)']
])('%s is recognised', (_, value, error, unit, name) => {
  expect(namesOf(value, error, unit)[0]).toBe(name)
})

test('the value is that of the constant in the unit of the number', () => {
  const [first] = physicalCandidates(299800, 30, 'km s^-1')
  expect(constValue(first!.value as Const)).toBeCloseTo(299792.458, 6)
})

test.each<[string, number, number, string | null]>([
  ['a number without a known unit', 299792458, 1, null],
  ['a pure number', 6.02214076e23, 1, '1'],
  ['a number that is hardly known', 3e8, 5e7, 'm s^-1'],
  ['a number far from all simple multiples', 2.1234567e8, 10, 'm s^-1'],
  ['zero', 0, 1, 'm s^-1']
])('%s has no candidate', (_, value, error, unit) => {
  expect(namesOf(value, error, unit)).toEqual([])
})

test('constants that follow from others agree with them', () => {
  const of = (symbol: string) => PHYSICAL_CONSTANTS.find((each) => each.symbol === symbol)!.value
  // the tables give ten digits or more
  expect(of('R') / (of('k_B') * of('N_A'))).toBeCloseTo(1, 9)
  expect(of('F') / (of('e') * of('N_A'))).toBeCloseTo(1, 9)
  expect(of('epsilon_0') * of('mu_0') * of('c') ** 2).toBeCloseTo(1, 9)
  expect((2 * Math.PI ** 5 * of('k_B') ** 4) / (15 * of('h') ** 3 * of('c') ** 2) / of('sigma_SB')).toBeCloseTo(1, 9)
  expect((of('m_e') * of('e') ** 4) / (8 * of('epsilon_0') ** 2 * of('h') ** 3 * of('c')) / of('R_inf')).toBeCloseTo(
    1,
    8
  )
  expect((of('e') * of('hbar')) / (2 * of('m_e')) / of('mu_B')).toBeCloseTo(1, 9)
})

test('every unit is one that Lawsmith reads', () => {
  for (const { unit } of PHYSICAL_CONSTANTS) expect(parseUnit(unit).factor).toBeGreaterThan(0)
})
