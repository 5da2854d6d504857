import { expect, test } from 'vitest'
import { formatUnitPowers } from '../../../../src/shared/expression/formatUnitPowers.ts'
import { parseUnit } from '../../../../src/shared/expression/units.ts'

test.each([
  [
    [
      ['kg', 1],
      ['m', 1],
      ['s', -2]
    ],
    'kg m s^-2'
  ],
  [
    [
      ['d', 1],
      ['AU', -1.5]
    ],
    'd AU^(-3/2)'
  ],
  [[['m', 0]], ''],
  // fitted exponents are no fractions, and what is left of an exponent that was to cancel is no unit
  [
    [
      ['m', 1.37869],
      ['s', 0.000003846],
      ['kg', -4.976e-7]
    ],
    'm^1.3787'
  ],
  [
    [
      ['m', -0.00007],
      ['s', 1]
    ],
    'm^-0.0001 s'
  ]
] as const)('%j is written as %s', (powers, text) => {
  const written = formatUnitPowers(powers.map(([symbol, exponent]) => ({ symbol, exponent })))
  expect(written).toBe(text)
  if (written !== '') expect(() => parseUnit(written)).not.toThrow()
})
