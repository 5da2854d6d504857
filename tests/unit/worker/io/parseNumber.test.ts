import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber, parsePlainNumber } from '../../../../src/worker/io/parseNumber.ts'

describe('parsePlainNumber', () => {
  test('gives the same bits as Number for every way to print a double', () => {
    const texts = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .chain((value) =>
        fc.constantFrom(
          String(value),
          value.toExponential(),
          value.toPrecision(17),
          value.toPrecision(3),
          `+${Math.abs(value)}`
        )
      )
    fc.assert(
      fc.property(texts, (text) => {
        expect(Object.is(parsePlainNumber(text, '.'), Number.isFinite(Number(text)) ? Number(text) : NaN)).toBe(true)
      }),
      { numRuns: 5000 }
    )
  })

  test('with a decimal comma gives the same bits as with a point', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(parsePlainNumber(String(value).replace('.', ','), ','), Number(String(value)))).toBe(true)
      })
    )
  })

  // the corner cases of decimal to double conversion: halfway points, the subnormal border, many digits
  test.each([
    ['9007199254740993', 9007199254740992],
    ['2.2250738585072011e-308', 2.225073858507201e-308],
    ['5e-324', 5e-324],
    ['2.4703282292062327e-324', 0],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['0.1000000000000000055511151231257827021181583404541015625', 0.1],
    ['-0', -0],
    ['.5', 0.5],
    ['5.', 5]
  ])('reads %s exactly', (text, expected) => {
    expect(Object.is(parsePlainNumber(text, '.'), expected)).toBe(true)
  })

  test.each(['', ' ', '0x10', '0b1', '0o7', 'Infinity', '1e999', '1,5', '1 2', '--1', '1e', '1_000'])(
    'refuses %j',
    (text) => {
      expect(parsePlainNumber(text, '.')).toBeNaN()
    }
  )

  test('refuses a point where the decimal mark is a comma, for 1.234 may mean 1234', () => {
    expect(parsePlainNumber('1.234', ',')).toBeNaN()
  })
})

describe('parseNumber', () => {
  test.each([
    ['1,234.56', '.', 1234.56],
    ['1.234,56', ',', 1234.56],
    ['1.234', ',', 1234],
    ['1.234.567', ',', 1234567],
    ['1 234,5', ',', 1234.5],
    ['1\u00a0234\u00a0567,5', ',', 1234567.5],
    ['1\u202f234.5', '.', 1234.5],
    ["1'234.5", '.', 1234.5],
    ['1’234.5', '.', 1234.5],
    ['-12,345', '.', -12345],
    ['−3.5', '.', -3.5],
    ['1.5D-3', '.', 0.0015],
    ['  7 ', '.', 7],
    ['inf', '.', Infinity],
    ['-Infinity', '.', -Infinity],
    ['1e999', '.', Infinity],
    ['-1e999', '.', -Infinity]
  ] as const)('reads %j with the decimal mark %s as %d', (text, mark, expected) => {
    expect(parseNumber(text, mark)).toBe(expected)
  })

  test.each([
    ['1,23', '.'],
    ['12,3456', '.'],
    ['1,234,56', '.'],
    ["1'234,567", '.'],
    ['0,00,86', ','],
    ['1.23', ','],
    ['3 apples', '.'],
    ['12%', '.'],
    ['e5', '.'],
    ['2020-01-01', '.'],
    ['1:30', '.']
  ] as const)('does not take %j with the decimal mark %s for a number', (text, mark) => {
    expect(parseNumber(text, mark)).toBeNaN()
  })
})
