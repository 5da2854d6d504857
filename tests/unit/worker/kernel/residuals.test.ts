import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import type { ColumnEvaluator } from '../../../../src/worker/kernel/columnEvaluator.ts'
import { plainEvaluator } from '../../../../src/worker/kernel/evaluator.ts'
import { openLinearMemory } from '../../../../src/worker/kernel/linearMemory.ts'
import { compile } from '../../../../src/worker/kernel/program.ts'
import { createSimdEvaluator } from '../../../../src/worker/kernel/simdEvaluator.ts'

const evaluator = createSimdEvaluator(openLinearMemory()!)
const x = variable('x')
const n = 1003
const column = Float64Array.from({ length: n }, (_, i) => 0.2 + ((i * 0.618) % 1) * 0.7)
const y = column.map((value) => 2 + Math.sin(3 * value))
const weights = y.map((_, i) => 0.5 + (i % 3))
const someRows = Uint32Array.from({ length: 300 }, (_, k) => 3 * k + 1)

const a = param(0.7)
const b = param(1.3)
const cases: [string, Expr][] = [
  ['a parameter alone', a],
  ['a sum', apply('add', apply('mul', a, x), b)],
  ['a difference with parameters on both sides', apply('sub', apply('mul', a, x), apply('sub', b, x))],
  ['a quotient of parameters', apply('div', a, apply('add', b, x))],
  ['a quotient by a parameter', apply('div', apply('mul', a, x), b)],
  ['parameters that meet', apply('mul', apply('div', a, b), x)],
  ['a fitted exponent', apply('mul', a, apply('pow', x, b))],
  ['a fitted base', apply('pow', apply('mul', a, x), constant(5, 2))],
  ['a power of a parameter', apply('add', apply('pow', a, x), apply('pow', b, constant(0)))],
  ['trigonometry', apply('mul', apply('sin', apply('mul', a, x)), apply('cos', apply('mul', b, x)))],
  ['tangents', apply('mul', apply('tan', apply('mul', a, x)), apply('tanh', apply('mul', b, x)))],
  ['arc functions', apply('add', apply('asin', apply('mul', a, x)), apply('acos', apply('div', x, b)))],
  ['an arc tangent of a cube root', apply('atan', apply('cbrt', apply('mul', b, x)))],
  ['hyperbolic functions', apply('add', apply('sinh', apply('mul', a, x)), apply('cosh', apply('mul', b, x)))],
  ['exponentials', apply('mul', apply('exp', apply('neg', apply('mul', a, x))), apply('sqrt', apply('add', b, x)))],
  ['logarithms', apply('mul', apply('log', apply('add', a, x)), apply('log10', apply('add', b, x)))],
  ['a magnitude', apply('abs', apply('sub', apply('mul', a, x), b))]
]

describe.each([
  ['all rows', null, null],
  ['all rows with weights', weights, null],
  ['some rows with weights', weights, someRows]
])('residuals of %s', (_, w, rows) => {
  const linear = ({ residuals }: ColumnEvaluator, expr: Expr) => {
    const program = compile(expr, ['x'])
    const p = program.paramCount
    const work = residuals(program, [column], y, w, rows)
    const [matrix, gradient] = [new Float64Array(p * p), new Float64Array(p)]
    work.linearize(program.params, matrix, gradient)
    return [...matrix, ...gradient, work.sum(program.params)]
  }

  test.each(cases)('agree with the oracle for %s', (__, expr) => {
    const expected = linear(plainEvaluator, expr)
    linear(evaluator, expr).forEach((value, i) => {
      // sums of a thousand terms of either sign, each right to a few ulp; terms are below 10⁴
      expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-11 * Math.abs(expected[i]!) + 1e-9)
    })
  })
})

describe('residuals', () => {
  test('say NaN where the formula has no value on some row', () => {
    const program = compile(apply('log', apply('sub', x, param(0.5))), ['x'])
    expect(evaluator.residuals(program, [column], y, null, null).sum([0.5])).toBeNaN()
  })

  test('of columns too large to stay are summed part by part', () => {
    const large = Float64Array.from({ length: 3_000_000 }, (_, i) => i % 7)
    const program = compile(apply('mul', param(1), x), ['x'])
    const residuals = evaluator.residuals(program, [large], large, null, null)
    const [matrix, gradient] = [new Float64Array(1), new Float64Array(1)]
    residuals.linearize([2], matrix, gradient)
    // whole numbers: Σ x² is exact, and y − 2x = −x
    const squares = large.reduce((sum, value) => sum + value * value, 0)
    expect([matrix[0], gradient[0], residuals.sum([2])]).toEqual([squares, -squares, squares])
  })

  test('stay right when other columns push theirs out', () => {
    const program = compile(apply('mul', param(1), x), ['x'])
    const residuals = evaluator.residuals(program, [column], y, weights, null)
    const before = residuals.sum([2])
    const other = compile(x, ['x'])
    for (let k = 0; k < 100; k++) {
      evaluator.evaluate(other, [new Float64Array(100_000)], [], new Float64Array(100_000))
    }
    expect(residuals.sum([2])).toBe(before)
  })
})
