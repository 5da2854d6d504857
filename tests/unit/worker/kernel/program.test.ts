import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { compile, CONSTANT, HALF_POWER, OPERATOR_CODE, operatorOf } from '../../../../src/worker/kernel/program.ts'

const x = variable('x')

describe('compile', () => {
  test('makes one constant of a formula of constants', () => {
    const program = compile(apply('mul', apply('sqrt', constant(9)), apply('sub', constant(5), constant(1, 2))), [])
    expect(Array.from(program.codes)).toEqual([CONSTANT])
    // √9 · (5 − 1/2)
    expect(Array.from(program.constants)).toEqual([13.5])
    expect(program.nodes).toBe(6)
  })

  test.each<[string, Expr, number[]]>([
    ['a whole exponent', apply('pow', x, constant(3)), [HALF_POWER]],
    ['a half exponent', apply('pow', x, constant(-3, 2)), [HALF_POWER]],
    ['a third', apply('pow', x, constant(1, 3)), [CONSTANT, OPERATOR_CODE.pow]],
    ['a large exponent', apply('pow', x, constant(40)), [CONSTANT, OPERATOR_CODE.pow]]
  ])('chooses the instructions for %s', (_, expr, codes) => {
    expect(Array.from(compile(expr, ['x']).codes).slice(1)).toEqual(codes)
  })

  test('needs one stack level more for a right-hand chain than for a left-hand one', () => {
    const left = apply('add', apply('add', x, x), x)
    const right = apply('add', x, apply('add', x, x))
    expect([left, right].map((expr) => compile(expr, ['x']).stackDepth)).toEqual([2, 3])
  })

  test('numbers parameters from left to right and knows which values depend on them', () => {
    const program = compile(apply('add', apply('mul', param(2), x), apply('sin', param(3))), ['x'])
    expect(Array.from(program.params)).toEqual([2, 3])
    // 2, x, 2x, 3, sin 3, sum
    expect(Array.from(program.dependsOnParam)).toEqual([1, 0, 1, 1, 1, 1])
  })

  test('throws on a variable that is not among the inputs', () => {
    expect(() => compile(x, ['y'])).toThrow('the formula reads x')
  })

  test('gives every operator a code that leads back to it', () => {
    for (const [id, code] of Object.entries(OPERATOR_CODE)) expect(operatorOf(code)).toBe(id)
  })
})
