import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, constant, param, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { OPERATOR_IDS, OPERATORS, type OperatorId } from '../../../../src/shared/domain/operators.ts'
import { plainEvaluator } from '../../../../src/worker/kernel/evaluator.ts'
import { openLinearMemory } from '../../../../src/worker/kernel/linearMemory.ts'
import { compile } from '../../../../src/worker/kernel/program.ts'
import { createSimdEvaluator } from '../../../../src/worker/kernel/simdEvaluator.ts'
import { anyDouble } from './anyDouble.ts'
import { ulpsApart } from './ulps.ts'

const evaluator = createSimdEvaluator(openLinearMemory()!)
const x = variable('x')
const z = variable('z')

/** Values by both evaluators. */
function both(expr: Expr, columns: readonly Float64Array[]): [Float64Array, Float64Array] {
  const program = compile(expr, ['x', 'z'])
  const n = columns[0]!.length
  const [fast, plain] = [new Float64Array(n), new Float64Array(n)]
  evaluator.evaluate(program, columns, program.params, fast)
  plainEvaluator.evaluate(program, columns, program.params, plain)
  return [fast, plain]
}

function furthestApart([fast, plain]: [Float64Array, Float64Array]): number {
  return fast.reduce((most, value, i) => Math.max(most, ulpsApart(value, plain[i]!)), 0)
}

/** n values spread over a range, the same each time. */
function spread(low: number, high: number, n = 20_000): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => low + (high - low) * ((i * 0.6180339887498949) % 1))
}

describe('functions', () => {
  // both sides err by about an ulp; sums of several rounded terms (sinh, tan, asin) by two or three
  test.each<[OperatorId, [number, number][], number]>([
    ['neg', [[-1e3, 1e3]], 0],
    ['abs', [[-1e3, 1e3]], 0],
    ['sqrt', [[0, 1e300]], 0],
    [
      'sin',
      [
        [-4, 4],
        [-1e3, 1e3],
        [-1e6, 1e6],
        [1e6, 4e6],
        [-1e10, 1e10],
        [-1e22, 1e22]
      ],
      3
    ],
    [
      'cos',
      [
        [-4, 4],
        [-1e3, 1e3],
        [-1e6, 1e6],
        [1e6, 4e6],
        [-1e10, 1e10],
        [-1e22, 1e22]
      ],
      3
    ],
    [
      'tan',
      [
        [-4, 4],
        [-1e3, 1e3],
        [-1e6, 1e6],
        [1e6, 4e6],
        [-1e10, 1e10],
        [-1e22, 1e22]
      ],
      4
    ],
    [
      'asin',
      [
        [-1, 1],
        [-1e-9, 1e-9],
        [0.999999, 1]
      ],
      3
    ],
    [
      'acos',
      [
        [-1, 1],
        [-1e-9, 1e-9],
        [0.999999, 1]
      ],
      3
    ],
    [
      'atan',
      [
        [-1, 1],
        [-1e2, 1e2],
        [-1e300, 1e300]
      ],
      3
    ],
    [
      'sinh',
      [
        [-1, 1],
        [-20, 20],
        [-712, 712]
      ],
      4
    ],
    [
      'cosh',
      [
        [-1, 1],
        [-20, 20],
        [-712, 712]
      ],
      4
    ],
    [
      'tanh',
      [
        [-1, 1],
        [-25, 25],
        [-1e-9, 1e-9]
      ],
      4
    ],
    [
      'exp',
      [
        [-1, 1],
        [-700, 711],
        [709.7, 709.79],
        [-750, -700]
      ],
      2
    ],
    [
      'log',
      [
        [0.5, 2],
        [0, 1e300],
        [0, 1e-300],
        [0, 1e-310]
      ],
      2
    ],
    [
      'log10',
      [
        [0.5, 2],
        [0, 1e300],
        [0, 1e-300],
        [0, 1e-310]
      ],
      3
    ],
    [
      'cbrt',
      [
        [-10, 10],
        [-1e300, 1e300],
        [0, 1e-310]
      ],
      2
    ]
  ])('%s is right to a few units in the last place', (id, ranges, ulps) => {
    for (const [low, high] of ranges) {
      expect(furthestApart(both(apply(id, x), [spread(low, high), spread(0, 1)]))).toBeLessThanOrEqual(ulps)
    }
  })

  test.each<[[number, number], [number, number]]>([
    [
      [0, 4],
      [-3, 3]
    ],
    [
      [0, 1e5],
      [-60, 60]
    ],
    [
      [0.99, 1.01],
      [-1e4, 1e4]
    ],
    [
      [1e-300, 1e300],
      [-2, 2]
    ],
    [
      [-4, 4],
      [-4, 4]
    ]
  ])('a power of a base in %j and an exponent in %j is right to 2 units in the last place', (base, exponent) => {
    const exponents = Float64Array.from(spread(...exponent)).reverse()
    expect(furthestApart(both(apply('pow', x, z), [spread(...base), exponents]))).toBeLessThanOrEqual(2)
  })

  test.each(OPERATOR_IDS)('%s knows NaN, infinities, zeros and subnormals as the oracle does', (id) => {
    const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, 2, -3, 5e-324, -5e-324, 1e-310, 1.7e308, -1.7e308]
    const pairs = special.flatMap((a) => special.map((b) => [a, b] as const))
    const columns = [Float64Array.from(pairs, ([a]) => a), Float64Array.from(pairs, ([, b]) => b)]
    const formula = OPERATORS[id].arity === 1 ? apply(id, x) : apply(id, x, z)
    const [fast, plain] = both(formula, columns)
    pairs.forEach(([a, b], i) => {
      expect([a, b, ulpsApart(fast[i]!, plain[i]!) <= 4]).toEqual([a, b, true])
      // a lost sign of a zero would turn 1/f around
      if (plain[i] === 0) expect([a, b, Object.is(fast[i], plain[i])]).toEqual([a, b, true])
    })
  })

  test.each(OPERATOR_IDS)('%s agrees with the oracle for any doubles', (id) => {
    const formula = OPERATORS[id].arity === 1 ? apply(id, x) : apply(id, x, z)
    const values = fc.array(fc.tuple(anyDouble, anyDouble), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, (rows) => {
        const columns = [Float64Array.from(rows, ([a]) => a), Float64Array.from(rows, ([, b]) => b)]
        expect(furthestApart(both(formula, columns))).toBeLessThanOrEqual(4)
      }),
      { numRuns: 300 }
    )
  })

  test('whole and half powers agree with the oracle in every bit', () => {
    const columns = [Float64Array.from([...spread(-3, 3, 500), NaN, Infinity, -Infinity, 0, -0, 1e200, 1e-200])]
    for (let twice = -24; twice <= 24; twice++) {
      expect(furthestApart(both(apply('pow', x, constant(twice, 2)), columns))).toBe(0)
    }
  })
})

describe('leaves', () => {
  const columns = [spread(-2, 2, 300), spread(1, 3, 300)]
  test.each<[string, Expr]>([
    ['a variable alone', x],
    ['a parameter alone', param(2.5)],
    ['a constant alone', constant(7)],
    ['numbers on the left', apply('sub', param(2), apply('div', constant(3), z))],
    ['numbers on the right', apply('div', apply('sub', x, param(2)), param(1.5))],
    ['numbers on both sides', apply('mul', apply('add', param(2), param(3)), apply('sub', param(1), constant(4)))],
    ['a parameter under a function', apply('add', apply('sqrt', param(2)), x)],
    ['a power of numbers', apply('mul', apply('pow', param(2), param(0.3)), apply('pow', constant(3), x))],
    ['the same variable twice', apply('sub', apply('mul', x, x), x)]
  ])('%s gives the same bits', (_, expr) => {
    // only the powers are not bit by bit the same
    expect(furthestApart(both(expr, columns))).toBeLessThanOrEqual(2)
  })

  test('deep formulas find room on both sides', () => {
    const left = Array.from({ length: 400 }).reduce<Expr>((sum) => apply('add', sum, x), z)
    const right = Array.from({ length: 400 }).reduce<Expr>((sum) => apply('sub', x, sum), z)
    for (const deep of [left, right, apply('mul', left, right)]) {
      expect(furthestApart(both(deep, [spread(-2, 2, 300), spread(1, 3, 300)]))).toBe(0)
    }
  })
})

describe('rows', () => {
  const product = compile(apply('add', apply('mul', x, param(3)), z), ['x', 'z'])

  test.each([0, 1, 7, 8, 127, 128, 129, 1000, 8192, 8193, 20_000])('%i rows are all there', (n) => {
    const columns = [spread(-2, 2, n), spread(1, 3, n)]
    const out = new Float64Array(n)
    evaluator.evaluate(product, columns, [3], out)
    expect(out).toEqual(Float64Array.from({ length: n }, (_, i) => columns[0]![i]! * 3 + columns[1]![i]!))
  })

  test('rows that are picked come in their order, also from columns too large to stay', () => {
    const n = 3_000_000
    const columns = [Float64Array.from({ length: n }, (_, i) => i), new Float64Array(n)]
    const rows = Uint32Array.from({ length: n / 2 }, (_, k) => n - 1 - 2 * k)
    const out = new Float64Array(rows.length)
    evaluator.evaluate(product, columns, [2], out, rows)
    expect(out.every((value, k) => value === 2 * rows[k]!)).toBe(true)
    const whole = new Float64Array(n)
    evaluator.evaluate(product, columns, [1], whole)
    expect(whole.every((value, i) => value === i)).toBe(true)
  })

  test('columns stay right when others push them out', () => {
    const own = [spread(-2, 2, 1000), spread(1, 3, 1000)]
    const out = new Float64Array(1000)
    evaluator.evaluate(product, own, [3], out)
    const before = out.slice()
    for (let k = 0; k < 80; k++) {
      const other = [new Float64Array(100_000).fill(k), new Float64Array(100_000)]
      const values = new Float64Array(100_000)
      evaluator.evaluate(product, other, [1], values)
      expect(values[99_999]).toBe(k)
    }
    evaluator.evaluate(product, own, [3], out)
    expect(out).toEqual(before)
  })

  test('refuses a missing column and missing parameters', () => {
    expect(() => evaluator.evaluate(product, [new Float64Array(2)], [1], new Float64Array(2))).toThrow('no column 1')
    const columns = [new Float64Array(2), new Float64Array(2)]
    expect(() => evaluator.evaluate(product, columns, [], new Float64Array(2))).toThrow('1 parameters needed, 0 given')
  })
})
