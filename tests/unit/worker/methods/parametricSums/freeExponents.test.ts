import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../../src/shared/domain/expr.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { freedExponents } from '../../../../../src/worker/methods/parametricSums/freeExponents.ts'

const x = variable('x')
const fitted = apply('add', x, param(1.5))

describe('freedExponents', () => {
  test.each<[string, Expr, readonly string[]]>([
    ['a root of a fitted sum', apply('sqrt', fitted), ['(x + 1.5)^0.5']],
    ['a fixed power of a fitted sum', apply('pow', fitted, constant(-2)), ['(x + 1.5)^-2']],
    ['a quotient by a fitted sum', apply('div', param(3), fitted), ['3*(x + 1.5)^-1']],
    ['the whole, where it is a fitted sum', fitted, ['(x + 1.5)^1']],
    [
      'one exponent at a time',
      apply('mul', apply('sqrt', fitted), apply('pow', fitted, constant(2))),
      ['(x + 1.5)^0.5*(x + 1.5)^2', 'sqrt(x + 1.5)*(x + 1.5)^2']
    ],
    ['nothing where nothing was fitted', apply('sqrt', apply('add', x, constant(1))), []],
    ['nothing of a power of an input alone', apply('mul', param(2), apply('pow', x, constant(2))), []]
  ])('frees %s', (_, formula, expected) => {
    expect(freedExponents(formula).map((freed) => printInfix(freed))).toEqual(expected)
  })

  test('makes the exponent a number to be fitted', () => {
    const [freed] = freedExponents(apply('sqrt', fitted))
    expect(freed).toEqual(apply('pow', fitted, param(0.5)))
  })
})
