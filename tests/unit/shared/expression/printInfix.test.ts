import { describe, expect, it } from 'vitest'
import { apply, constant, param, variable } from '../../../../src/shared/domain/expr.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'

const [x, y] = [variable('x'), variable('y')]

describe('printInfix', () => {
  it.each([
    'a*(b + c)',
    'a*(b*c)',
    'a/(b*c)',
    '(a + b)^(3/2)',
    '(-a)^2',
    '-(3*a)',
    '-a^2',
    'a^-2',
    '(-a)*b',
    '3/2*a',
    'a*(3/2)',
    'a - (b + c)',
    '2^a^b',
    '(2^a)^b',
    '`speed of light`*`log`'
  ])('prints %s with these brackets and no others', (text) => {
    expect(printInfix(parse(text))).toBe(text)
  })

  it.each([
    [apply('add', x, param(-3.5)), 'x - 3.5'],
    [apply('sub', x, apply('mul', param(-2), y)), 'x + 2*y'],
    [apply('mul', x, param(-3.5)), 'x*(-3.5)'],
    [apply('pow', param(-3.5), x), '(-3.5)^x'],
    [param(1.0000000000000002), '1.0000000000000002'],
    [param(1e-7), '1e-7'],
    [constant(3, 2, 'pi'), '3*pi/2'],
    // a column may be called e
    [constant(2, 1, 'e'), '2*exp(1)'],
    [variable('a`b'), '`a``b`'],
    // U+00B5 is a letter, but outside the letters that every reader of formulas takes
    [variable('µ'), '`µ`']
  ])('prints %j as %s', (expr, expected) => {
    expect(printInfix(expr)).toBe(expected)
  })
})
