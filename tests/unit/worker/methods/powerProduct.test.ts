import { expect, test } from 'vitest'
import { constant, param, variable, type Const, type Param } from '../../../../src/shared/domain/expr.ts'
import { DEFAULT_OPERATORS, type OperatorId } from '../../../../src/shared/domain/operators.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { powerProduct } from '../../../../src/worker/methods/powerProduct.ts'

const exponents = (...list: readonly (Const | Param)[]) =>
  list.map((exponent, i) => ({ base: variable('xyz'[i]!), exponent }))
const arithmetic: readonly OperatorId[] = ['mul', 'div']

test.each<[string, readonly (Const | Param)[], readonly OperatorId[], string | null]>([
  ['fractions', [constant(1), constant(-2), constant(1, 2)], DEFAULT_OPERATORS, '7*x*sqrt(z)/y^2'],
  ['fitted exponents above the bar', [param(-1.5)], DEFAULT_OPERATORS, '7*x^-1.5'],
  ['nothing to the power 0', [constant(0), constant(1)], DEFAULT_OPERATORS, '7*y'],
  ['powers as products', [constant(2), constant(-3)], arithmetic, '7*(x*x)/(y*y*y)'],
  ['negative powers without division', [constant(-2)], ['mul', 'pow'], '7*x^-2'],
  ['no root', [constant(1, 2)], arithmetic, null],
  ['no product', [constant(1)], ['pow'], null]
])('writes %s', (_, list, operators, expected) => {
  const expr = powerProduct(param(7), exponents(...list), new Set(operators))
  expect(expr && printInfix(expr)).toBe(expected)
})

test('is 1 for an empty product', () => {
  expect(powerProduct(null, [], new Set())).toEqual(constant(1))
})
