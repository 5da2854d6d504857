import { expect, test } from 'vitest'
import { evaluate } from '../../../../src/shared/expression/evaluate.ts'
import { parse, parseTemplate } from '../../../../src/shared/expression/parse.ts'
import type { LawParameter, NoiseModel, ParameterInterval } from '../../../../src/shared/domain/law.ts'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import { judgingSample } from '../../../../src/worker/scoring/judgingSample.ts'
import { scoreExpression } from '../../../../src/worker/scoring/lawActions.ts'
import { withProfileIntervals } from '../../../../src/worker/scoring/profileIntervals.ts'
import { keplerLaw } from '../../../support/exampleLaw.ts'
import { makeProblem, problemOf } from '../../../support/problems.ts'

const ROWS = 26

/** 24 rows with ±R and two with 0 make the standard error of the slope √(24R²/25/26) = 0.1. */
const RESIDUAL = Math.sqrt((0.01 * 25 * ROWS) / 24)

/** y = q·x with x = ±1 in turns and residuals + + − −, which follow neither x nor a constant: the fit gives q ± 0.1. */
function lineThroughZero(q: number): Problem {
  const x = Float64Array.from({ length: ROWS }, (_, i) => (i % 2 === 0 ? 1 : -1))
  const residual = (i: number) => (i >= ROWS - 2 ? 0 : i % 4 < 2 ? RESIDUAL : -RESIDUAL)
  return problemOf(
    ['x'],
    [x],
    x.map((value, i) => q * value + residual(i))
  )
}

/** Intervals of a formula whose numbers, in order, have these values at the best fit. */
function intervals(text: string, problem: Problem, fitted: readonly number[]): (ParameterInterval | undefined)[] {
  const { expr: form } = parseTemplate(text, { columns: ['x'] })
  const parameters = fitted.map((value) => ({
    value,
    fitted: value,
    standardError: null,
    unit: null,
    exact: null,
    candidates: []
  }))
  const law = { ...keplerLaw, form, expression: form, parameters }
  return withProfileIntervals(law, judgingSample(problem, 1)).parameters.map(({ interval }) => interval)
}

test('a number of which the law is the inverse has the interval of its inverse', () => {
  // 1/p = 0.5 ± 0.1, so p lies between 1/0.6 and 1/0.4; its standard error would be 0.1/0.5² = 0.4 on both sides
  const [interval] = intervals('x/p', lineThroughZero(0.5), [2])
  expect(interval!.low).toBeCloseTo(1 / 0.6, 3)
  expect(interval!.high).toBeCloseTo(1 / 0.4, 3)
})

test('a side that the data leave open has no limit', () => {
  // 1/p = 0.05 ± 0.1: p is at least 1/0.15, and may be infinite
  const [interval] = intervals('x/p', lineThroughZero(0.05), [20])
  expect(interval!.low).toBeCloseTo(1 / 0.15, 2)
  expect(interval!.high).toBeNull()
})

test('a straight law keeps its standard errors', () => {
  expect(intervals('p*x', lineThroughZero(0.5), [0.5])).toEqual([undefined])
})

test('the other numbers are fitted anew', () => {
  // y = 1 + x/2 as (a + x)/p: straight in a/p and 1/p, so p has the interval of the inverse slope, with one degree of
  // freedom less than without the offset: 0.1·√(25/24) = 0.10206
  const straight = lineThroughZero(0.5)
  const [, interval] = intervals('(a + x)/p', { ...straight, y: straight.y.map((value) => value + 1) }, [2, 2])
  expect(interval!.low).toBeCloseTo(1 / (0.5 + 0.10206), 3)
  expect(interval!.high).toBeCloseTo(1 / (0.5 - 0.10206), 3)
})

test('saturation that is hardly seen is known better from below', () => {
  // y = a·x/(b + x) with x below b: the larger b, the less it changes anything as long as a grows with it
  const problem = makeProblem({ ranges: { x: [0.1, 2] }, law: ({ x }) => (5 * x!) / (4 + x!), n: 100, noise: 0.2 })
  const form = parseTemplate('a*x/(b + x)', { columns: ['x'] }).expr
  const { parameters } = scoreExpression(form, problem, keplerLaw.provenance)
  expect(parameters).toHaveLength(2)
  for (const { fitted, standardError, interval } of parameters) {
    expect(interval!.high! - fitted).toBeGreaterThan(1.05 * standardError!)
    expect(fitted - interval!.low!).toBeLessThan(standardError!)
  }
})

test.each<[NoiseModel]>([['additive'], ['multiplicative'], ['poisson'], ['robust']])(
  'under %s noise a straight law of many rows has no intervals',
  (noise) => {
    const problem = makeProblem({ ranges: { x: [20, 60] }, law: ({ x }) => 3 * x!, n: 400, noise: 0.1 })
    const counts = { ...problem, y: problem.y.map((value) => Math.max(0, Math.round(value))) }
    const form = parseTemplate('p*x', { columns: ['x'] }).expr
    const law = scoreExpression(form, counts, keplerLaw.provenance)
    expect(law.parameters).toHaveLength(1)
    expect(withProfileIntervals({ ...law, noise }, judgingSample(counts, 1)).parameters[0]!.interval).toBeUndefined()
  }
)

test('exact data, and numbers that the data do not fix, have no interval', () => {
  const exact = makeProblem({ ranges: { x: [1, 3] }, law: ({ x }) => x! / 2, n: 60 })
  expect(intervals('x/p', exact, [2])).toEqual([undefined])
  expect(intervals('q*x/p', lineThroughZero(0.5), [1, 2])).toEqual([undefined, undefined])
})

test('a law whose numbers are no best fit takes the better ones, and the interval is around them', () => {
  const problem = lineThroughZero(0.5)
  const form = parseTemplate('x/p', { columns: ['x'] }).expr
  const { parameters } = scoreExpression(form, problem, keplerLaw.provenance)
  const off = { ...parameters[0]!, value: 2.3, fitted: 2.3 }
  const law = withProfileIntervals({ ...keplerLaw, form, parameters: [off] }, judgingSample(problem, 1))
  const [{ value, fitted, interval }] = law.parameters as [LawParameter]
  expect([value, fitted]).toEqual([expect.closeTo(2, 6), expect.closeTo(2, 6)])
  expect(interval!.low).toBeLessThan(value)
  expect(interval!.high).toBeGreaterThan(value)
  expect(evaluate(law.expression, { x: 1 })).toBeCloseTo(0.5, 6)
})

test('numbers that make up for each other are moved together', () => {
  // four levels and four numbers: at x = 2 the denominator is 0.016, and half a standard error of one number alone is more
  const levels = [0.188, 0.0163, 0.81, 0.047]
  const problem = makeProblem({
    ranges: { x: [0.5, 4.4999] },
    law: ({ x }) => 1 / Math.sqrt(levels[Math.round(x!) - 1]!),
    n: 240,
    noise: 0.1
  })
  const whole = { ...problem, x: problem.x.map((values) => values.map(Math.round)) }
  const form = parse('1/sqrt(1.21764*x^2 - 2.97018*x - 0.183016*exp(x) + 2.43815)', {
    columns: ['x'],
    decimalsAreParams: true
  })
  const { parameters } = scoreExpression(form, whole, keplerLaw.provenance)
  expect(parameters).toHaveLength(4)
  for (const { fitted, standardError, interval } of parameters) {
    expect((interval?.high ?? Infinity) - fitted).toBeGreaterThan(0.5 * standardError!)
    expect(fitted - (interval?.low ?? -Infinity)).toBeGreaterThan(0.5 * standardError!)
  }
})
