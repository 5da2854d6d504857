import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complexity } from '../../../../src/shared/domain/complexity.ts'
import { apply, constant, param, paramValues, variable, type Expr } from '../../../../src/shared/domain/expr.ts'
import { createFitness } from '../../../../src/worker/methods/geneticProgramming/fitness.ts'
import { affine, scaledBy, stripScaling } from '../../../../src/worker/methods/geneticProgramming/scaling.ts'
import { refineStart } from '../../../../src/worker/numeric/goldenSection.ts'
import { createProjection } from '../../../../src/worker/methods/geneticProgramming/projection.ts'
import { prefix, trainingTable } from '../../../../src/worker/methods/geneticProgramming/trainingTable.ts'
import { leastSquares } from '../../../../src/worker/numeric/leastSquares.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { makeProblem } from '../../../support/problems.ts'

const t = variable('t')
const decay = makeProblem({ ranges: { t: [0, 10] }, law: (point) => 1.5 + 4.2 * Math.exp(-0.7 * point.t!), n: 80 })
const table = trainingTable(decay, createRandom(1))
const exponential = (rate: number): Expr => apply('exp', apply('mul', param(rate), t))
const ignore = () => undefined

describe('fitness', () => {
  const fitness = createFitness(table, ignore)

  test('linear scaling finds offset and slope of the law at once', () => {
    const { offset, slope, loss } = fitness.scale(exponential(-0.7))
    expect(offset).toBeCloseTo(1.5, 12)
    expect(slope).toBeCloseTo(4.2, 12)
    expect(loss).toBeLessThan(1e-28)
  })

  test('linear scaling never leaves more than the mean, and no more with an offset than without', () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (rate) => {
        const { loss, lossAlone } = fitness.scale(apply('add', exponential(rate), apply('sin', t)))
        expect(loss).toBeLessThanOrEqual(1 + 1e-9)
        expect(loss).toBeLessThanOrEqual(lossAlone * (1 + 1e-9))
      })
    )
  })

  test('a formula that is constant or without a value on some row has an infinite loss', () => {
    expect(fitness.scale(param(3)).loss).toBe(Infinity)
    expect(fitness.scale(apply('log', apply('sub', t, constant(5)))).loss).toBe(Infinity)
    expect(fitness.fit(apply('log', apply('sub', t, param(5))), 10)).toBeNull()
  })

  test('fitting the numbers inside a function improves on linear scaling and finds the law', () => {
    const start = fitness.scale(exponential(-0.4))
    const fit = fitness.fit(affine(start.offset, start.slope, exponential(-0.4)), 30)!
    expect(start.loss).toBeGreaterThan(1e-3)
    expect(fit.loss).toBeLessThan(1e-20)
    const [offset, slope, rate] = paramValues(fit.expression)
    expect([offset, slope, rate].map((value) => Number(value!.toFixed(8)))).toEqual([1.5, 4.2, -0.7])
  })

  test('counts evaluations and nodes times rows', () => {
    let counted = [0, 0]
    const counting = createFitness(table, (evaluations, nodes) => {
      counted = [counted[0]! + evaluations, counted[1]! + nodes]
    })
    counting.scale(apply('sin', t))
    expect(counted).toEqual([1, 2 * table.n])
  })
})

test('weights decide between rows that contradict each other', () => {
  const weights = decay.y.map((_, i) => (i % 2 === 0 ? 1 : 1e-12))
  const y = decay.y.map((value, i) => (i % 2 === 0 ? value : value + 100))
  const weighted = createFitness(trainingTable({ ...decay, y, weights }, createRandom(1)), ignore)
  expect(weighted.scale(exponential(-0.7)).slope).toBeCloseTo(4.2, 6)
})

describe('scaling as part of a formula', () => {
  test.each<[string, Expr, number]>([
    // b·x: Param 2 + × 1 more than x; a fitted factor or a numerator 1 takes b in
    ['a variable', t, 4],
    ['a product with a number', apply('mul', param(3), t), 4],
    ['a reciprocal', apply('div', constant(1), t), 4]
  ])('%s is multiplied without a second number', (_, core, expected) => {
    const scaled = scaledBy(5, core)
    expect(complexity(scaled)).toBe(expected)
    expect(paramValues(scaled)).toEqual([core.kind === 'apply' && core.operator === 'mul' ? 15 : 5])
  })

  test('is taken off again down to the core', () => {
    const core = apply('sin', t)
    expect(stripScaling(affine(1, 2, core))).toBe(core)
    expect(stripScaling(apply('neg', apply('div', core, constant(3))))).toBe(core)
    expect(stripScaling(t)).toBe(t)
  })
})

describe('the training table', () => {
  test('holds each training row once and none that is held out', () => {
    const training = decay.y.filter((_, i) => decay.part[i] === 0)
    expect([...table.y].sort()).toEqual([...training].sort())
    expect(table.x[0]!.every((value, i) => decay.x[0]!.indexOf(value) === decay.y.indexOf(table.y[i]!))).toBe(true)
  })

  test('a prefix is a view of the first rows with a spread of its own', () => {
    const part = prefix(table, 10)
    expect(part.y.buffer).toBe(table.y.buffer)
    expect(part.n).toBe(10)
    const mean = part.y.reduce((sum, value) => sum + value, 0) / 10
    expect(part.spread).toBeCloseTo(
      part.y.reduce((sum, value) => sum + (value - mean) ** 2, 0),
      10
    )
  })
})

test('variable projection solves the same problem as least squares', () => {
  const columns = [table.x[0]!.map(Math.sin), table.x[0]!.map((value) => value * value)]
  const projection = createProjection(table)
  const reference = leastSquares([new Float64Array(table.n).fill(1), ...columns], table.y)!
  const { offset, coefficients, offsetMatters } = projection.solution(columns)
  // two routes to the same solution of a well-conditioned problem agree to about ten digits
  ;[offset, ...coefficients].forEach((value, k) => expect(value).toBeCloseTo(reference.coefficients[k]!, 9))
  expect(projection.loss(columns)).toBeCloseTo(reference.rss / table.spread, 10)
  expect(offsetMatters).toBe(true)
})

test('variable projection leaves out a column that repeats another', () => {
  const column = table.x[0]!.map(Math.sin)
  const projection = createProjection(table)
  expect(projection.loss([column, column])).toBeCloseTo(projection.loss([column]), 12)
})

test.each([
  ['between its neighbours', [1, 2, 4, 8], 1, 2.7],
  ['beyond the last start', [1, 2, 4, 8], 3, 9.5],
  ['on an unordered grid', [8, -1, 3], 2, 3.9]
])('a start is refined to the minimum %s', (_, starts, i, minimum) => {
  const found = refineStart(starts, i, 40, (at) => (at - minimum) ** 2)
  // 40 golden sections shrink the bracket by 1e-8; a parabola shows its minimum to about the root of rounding
  expect(found).toBeCloseTo(minimum, 6)
})
