import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  apply,
  constant,
  constValue,
  fold,
  param,
  paramValues,
  variable,
  type Expr
} from '../../../../../src/shared/domain/expr.ts'
import { OPERATORS } from '../../../../../src/shared/domain/operators.ts'
import { evaluate, evaluateWithJacobian } from '../../../../../src/worker/kernel/plain/evaluate.ts'
import { halfPower, MAX_FAST_POWER } from '../../../../../src/worker/kernel/power.ts'
import { compile } from '../../../../../src/worker/kernel/program.ts'
import { arbitraryExpr, NAMES } from '../../../../support/arbitraryExpr.ts'
import { anyDouble } from '../anyDouble.ts'

/** Walks the tree by the operator table; powers with a known whole or half exponent as the kernel does them. */
function oracle(expr: Expr, point: readonly number[]): number {
  return fold<{ value: number; exponent: number | null; isKnown: boolean }>(expr, {
    const: (node) => {
      const value = constValue(node)
      const isFast = Number.isInteger(2 * value) && Math.abs(value) <= MAX_FAST_POWER
      return { value, exponent: isFast ? value : null, isKnown: true }
    },
    param: (node) => ({ value: node.value, exponent: null, isKnown: false }),
    var: (node) => ({ value: point[NAMES.findIndex((name) => name === node.name)]!, exponent: null, isKnown: false }),
    apply: (node, [a, b]) => {
      const isKnown = a!.isKnown && (b?.isKnown ?? true)
      if (node.operator === 'pow' && !isKnown && b!.exponent !== null) {
        return { value: halfPower(a!.value, 2 * b!.exponent), exponent: null, isKnown }
      }
      return { value: OPERATORS[node.operator].evaluate(a!.value, b?.value ?? NaN), exponent: null, isKnown }
    }
  }).value
}

describe('evaluate', () => {
  test('gives bit for bit what walking the tree gives, for any formula and any doubles', () => {
    const point = fc.array(anyDouble, { minLength: NAMES.length, maxLength: NAMES.length })
    fc.assert(
      fc.property(arbitraryExpr(), fc.array(point, { minLength: 1, maxLength: 8 }), (expr, points) => {
        const columns = NAMES.map((_, j) => Float64Array.from(points, (values) => values[j]!))
        const program = compile(expr, NAMES)
        const out = new Float64Array(points.length)
        evaluate(program, columns, program.params, out)
        expect(Array.from(out)).toEqual(points.map((values) => oracle(expr, values)))
      }),
      { numRuns: 2000 }
    )
  })

  test('does not care where block borders fall', () => {
    const n = 1000
    const x = Float64Array.from({ length: n }, (_, i) => i / 100)
    const program = compile(apply('add', apply('sin', variable('x')), apply('mul', variable('x'), param(3))), ['x'])
    const out = new Float64Array(n)
    evaluate(program, [x], program.params, out)
    expect(out).toEqual(x.map((value) => Math.sin(value) + value * 3))
  })

  test('takes the rows that it is told, in their order', () => {
    const x = Float64Array.from({ length: 400 }, (_, i) => i)
    const rows = Uint32Array.from({ length: 300 }, (_, k) => 399 - k)
    const program = compile(apply('sub', variable('x'), param(1)), ['x'])
    const out = new Float64Array(300)
    evaluate(program, [x], [0.5], out, rows)
    expect(out).toEqual(Float64Array.from(rows, (row) => row - 0.5))
  })

  test('fills the output with a formula without variables', () => {
    const program = compile(param(2), [])
    const out = new Float64Array(3)
    evaluate(program, [], [7], out)
    expect(Array.from(out)).toEqual([7, 7, 7])
  })

  test('refuses to run with too few parameters', () => {
    const program = compile(apply('mul', param(1), param(2)), [])
    expect(() => evaluate(program, [], [1], new Float64Array(1))).toThrow('2 parameters needed, 1 given')
  })
})

describe('evaluateWithJacobian', () => {
  const a = param(0.7)
  const b = param(1.3)
  const x = variable('x')
  test.each<[string, Expr]>([
    ['a sum', apply('add', a, x)],
    ['a difference with parameters on both sides', apply('sub', apply('mul', a, x), b)],
    ['a quotient of parameters', apply('div', apply('mul', a, x), apply('add', b, x))],
    ['a fitted exponent', apply('mul', a, apply('pow', x, b))],
    ['a fitted base', apply('pow', apply('mul', a, x), constant(5, 2))],
    ['a negative whole power', apply('pow', apply('add', a, x), constant(-3))],
    ['a negated root', apply('neg', apply('sqrt', apply('mul', a, x)))],
    ['nested functions', apply('exp', apply('neg', apply('sin', apply('mul', a, apply('cos', apply('mul', b, x))))))],
    ['logarithms', apply('mul', apply('log', apply('add', a, x)), apply('log10', apply('add', b, x)))],
    ['hyperbolic functions', apply('add', apply('sinh', apply('mul', a, x)), apply('cosh', apply('mul', b, x)))],
    ['tangents', apply('mul', apply('tan', apply('mul', a, x)), apply('tanh', apply('mul', b, x)))],
    ['arc functions', apply('add', apply('asin', apply('mul', a, x)), apply('acos', apply('mul', a, x)))],
    ['arc tangent of a cube root', apply('atan', apply('cbrt', apply('mul', b, x)))],
    ['a magnitude', apply('abs', apply('sub', apply('mul', a, x), b))]
  ])('equals central differences for %s', (_, expr) => {
    // more rows than a block; below 0.75, so that asin and tan stay far from their singularities
    const columns = [Float64Array.from({ length: 150 }, (_, i) => 0.1 + (0.65 * i) / 150)]
    const program = compile(expr, ['x'])
    const params = paramValues(expr)
    const n = 150
    const out = new Float64Array(n)
    const jacobian = new Float64Array(n * params.length)
    evaluateWithJacobian(program, columns, params, out, jacobian)
    const plain = new Float64Array(n)
    evaluate(program, columns, params, plain)
    expect(out).toEqual(plain)
    params.forEach((value, p) => {
      const h = 1e-5 * value
      const [up, down] = [h, -h].map((change) => {
        const moved = new Float64Array(n)
        evaluate(program, columns, params.with(p, value + change), moved)
        return moved
      })
      for (let i = 0; i < n; i++) {
        const difference = (up![i]! - down![i]!) / (2 * h)
        // truncation h² f''' / 6 ≈ 1e-10 and rounding ε f / h ≈ 1e-11, with room for steep functions
        expect(Math.abs(jacobian[p * n + i]! - difference)).toBeLessThan(1e-7 * (1 + Math.abs(difference)))
      }
    })
  })

  test('says that 0 to a positive power does not change with the exponent', () => {
    const program = compile(apply('pow', variable('x'), param(2.5)), ['x'])
    const jacobian = new Float64Array(1)
    evaluateWithJacobian(program, [Float64Array.of(0)], [2.5], new Float64Array(1), jacobian)
    expect(jacobian[0]).toBe(0)
  })

  test('gives zeros for a parameter that the value does not depend on', () => {
    const program = compile(apply('mul', apply('pow', param(3), constant(0)), variable('x')), ['x'])
    const jacobian = Float64Array.of(NaN)
    evaluateWithJacobian(program, [Float64Array.of(2)], [3], new Float64Array(1), jacobian)
    expect(jacobian[0]).toBe(0)
  })
})
