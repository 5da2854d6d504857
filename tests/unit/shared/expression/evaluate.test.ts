import { describe, expect, it } from 'vitest'
import { differentiate, differentiateByParam } from '../../../../src/shared/expression/differentiate.ts'
import { evaluate, toFunction } from '../../../../src/shared/expression/evaluate.ts'
import { parse } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'

const read = (text: string) => parse(text, { decimalsAreParams: true })

describe('evaluate', () => {
  it.each([
    ['3/2*x', 3],
    ['-x^2', -4],
    ['2^3^x', 512],
    ['log10(1000) + ln(exp(1))', 4],
    ['cbrt(-8*x/2)', -2]
  ])('computes %s at x = 2', (text, expected) => {
    expect(evaluate(parse(text), { x: 2 })).toBeCloseTo(expected, 12)
  })

  it('gives NaN where the formula is undefined or a variable has no value', () => {
    expect(evaluate(parse('sqrt(x)'), { x: -1 })).toBeNaN()
    expect(evaluate(parse('x + toString'), { x: 1 })).toBeNaN()
  })
})

describe('toFunction', () => {
  it('takes values in the order of the names', () => {
    const f = toFunction(parse('a - 2*b'), ['b', 'unused', 'a'])
    expect(f(Float64Array.of(1, 100, 5))).toBe(3)
  })

  it('gives NaN for a variable that is not among the names', () => {
    expect(toFunction(parse('a + b'), ['a'])([1])).toBeNaN()
  })
})

describe('differentiate', () => {
  it.each([
    ['x^3 + 2*x', '3*x^2 + 2'],
    ['sin(2*x)', '2*cos(2*x)'],
    ['x*y', 'y'],
    ['y^2', '0'],
    ['exp(-x)', '-exp(-x)'],
    // x² is differentiable at negative x: no log(x) may appear
    ['x^2', '2*x']
  ])('of %s by x is %s', (text, expected) => {
    expect(printInfix(differentiate(parse(text), 'x'))).toBe(expected)
  })

  it('counts parameters from left to right', () => {
    const expr = read('2.5*x + 0.5*y')
    expect(printInfix(differentiateByParam(expr, 0))).toBe('x')
    expect(printInfix(differentiateByParam(expr, 1))).toBe('y')
    expect(printInfix(differentiateByParam(expr, 2))).toBe('0')
  })
})
