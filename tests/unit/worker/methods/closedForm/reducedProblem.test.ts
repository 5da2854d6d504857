import { describe, expect, test } from 'vitest'
import { variable } from '../../../../../src/shared/domain/expr.ts'
import { DEFAULT_OPERATORS } from '../../../../../src/shared/domain/operators.ts'
import { toFunction } from '../../../../../src/shared/expression/evaluate.ts'
import { parse } from '../../../../../src/shared/expression/parse.ts'
import { reducedProblem } from '../../../../../src/worker/methods/closedForm/reducedProblem.ts'
import type { ReducedProblem } from '../../../../../src/worker/methods/closedForm/reduction.ts'
import type { TrainingSample } from '../../../../../src/worker/methods/trainingSample.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'

type Ranges = Readonly<Record<string, readonly [number, number]>>

/** Rows drawn evenly from the ranges. */
function rowsOf(ranges: Ranges, law: string, n: number): TrainingSample {
  const random = createRandom(3)
  const names = Object.keys(ranges)
  const value = toFunction(parse(law, { columns: names }), names)
  const x = Object.values(ranges).map(([low, high]) =>
    Float64Array.from({ length: n }, () => low + (high - low) * random.next())
  )
  const y = Float64Array.from({ length: n }, (_, i) => value(x.map((column) => column[i]!)))
  return { n, x, y, weights: null }
}

function reductionOf(ranges: Ranges, rows: TrainingSample): ReducedProblem | null {
  const operators = new Set(DEFAULT_OPERATORS)
  const bench = { names: Object.keys(ranges), units: null, operators, countColumns: () => undefined }
  const work = reducedProblem(bench, rows)
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value && step.value.problem
  }
}

describe('the problem in fewer inputs', () => {
  test.each<[string, string, Ranges, number]>([
    // 0.8·(p + q): one sum is enough
    ['a sum takes the place of two inputs', 'w * exp(-0.8*(p + q)) + w^2', { p: [0.5, 2], q: [0.5, 2], w: [1, 3] }, 2],
    ['so does the difference of two angles', 'k + w^2*cos(p - q)', { k: [1, 4], p: [0, 5], q: [0, 5], w: [1, 3] }, 1],
    // y/(k·cos t) = 1 + 0.4·a·b²; two inputs that a polynomial follows this well are left alone
    [
      'factors of one input are divided by',
      'k*cos(t)*(1 + 0.4*a*b^2)',
      { k: [1, 4], t: [0, 6], a: [1, 3], b: [1, 3] },
      2
    ],
    // y + s·f = g·√((a + s)² + 1.3·g²)
    [
      'a term is taken away that alone has an input',
      'g*sqrt((a + s)^2 + 1.3*g^2) - s*f',
      { g: [1, 3], a: [1, 4], s: [1, 4], f: [1, 5] },
      2
    ]
  ])('%s', (_, law, ranges, inputs) => {
    const rows = rowsOf(ranges, law, 700)
    const reduction = reductionOf(ranges, rows)!
    expect(reduction.names).toHaveLength(inputs)
    // what is left of y, put back, is y
    const { x, y } = reduction.reduce(rows)
    expect(x).toHaveLength(inputs)
    const names = [...Object.keys(ranges), 'left']
    const restored = toFunction(reduction.restore(variable('left')), names)
    const errors = rows.y.map((value, i) => restored([...rows.x.map((column) => column[i]!), y[i]!]) - value)
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1e-9)
  })

  test('a law of no such structure is left as it is', () => {
    const ranges = { a: [1, 3], b: [1, 3], c: [1, 3] } as const
    expect(reductionOf(ranges, rowsOf(ranges, 'exp(-a*b) + sin(b*c) + log(a + 2*c)', 700))).toBeNull()
  })

  test('few rows show nothing', () => {
    const ranges = { a: [1, 3], b: [1, 3] } as const
    expect(reductionOf(ranges, rowsOf(ranges, 'sin(a - b)', 60))).toBeNull()
  })
})
