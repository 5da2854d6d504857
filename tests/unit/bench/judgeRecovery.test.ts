import { expect, test } from 'vitest'
import { parse } from '../../../src/shared/expression/parse.ts'
import { createRandom } from '../../../src/worker/numeric/random.ts'
import { scoreExpression } from '../../../src/worker/scoring/lawActions.ts'
import { benchProblem, drawFreshPoints, drawPoints } from '../../bench/support/benchProblem.ts'
import { judgeRecovery } from '../../bench/support/judgeRecovery.ts'
import { keplerLaw } from '../../support/exampleLaw.ts'

/** The verdict on a formula, fitted to 200 rows of a law of x from `low` to `high`. */
function verdict(truth: string, [low, high]: readonly [number, number], formula: string, noise: number) {
  const text = truth
  const law = { id: 'law', target: 'y', text, formula: parse(text), ranges: [{ name: 'x', low, high }] }
  const clean = drawPoints(law, 200, createRandom(3))
  const fresh = drawFreshPoints(law, 200, createRandom(4), clean)
  const problem = benchProblem(law, clean, noise, 1, null)
  const found = scoreExpression(parse(formula, { decimalsAreParams: true }), problem, keplerLaw.provenance)
  return judgeRecovery(found, ['x'], { clean, fresh, noise })
}

test.each<[string, string, [number, number], string, number, boolean]>([
  ['the law itself, without noise', '1.7*exp(0.31*x)', [1, 3], '1.6*exp(0.3*x)', 0, true],
  // six numbers leave some 1e-8 of a flat curve: small, but not rounding
  ['a series in its place', '1.7*exp(0.31*x)', [1, 2], '1.1 + 0.1*x + 0.1*x^2 + 0.1*x^3 + 0.1*x^4 + 0.1*x^5', 0, false],
  ['the law beside a pole', '0.2*exp(57.3/(x - 13.1))', [16, 40], '0.21*exp(57.1/(x - 13.09))', 0, true],
  // its numbers are known so badly that it errs by 4 % of the spread beyond the data, but the form is right
  ['a steep law under noise', '0.2*exp(57.3/(x - 13.1))', [24, 40], '0.21*exp(57.1/(x - 13.09))', 0.05, true],
  ['a straight line under noise', '1.7*exp(0.31*x)', [1, 3], '1.5*x + 0.4', 0.05, false]
])('%s is judged rightly', (_, truth, range, formula, noise, isRecovered) => {
  const { reason, ...judged } = verdict(truth, range, formula, noise)
  expect(judged).toMatchObject({ isRecovered })
  expect(reason === '').toBe(isRecovered)
})

test('fresh points lie beyond the data, but neither on a pole nor beside it', () => {
  const text = '1/(x - 2)'
  const law = { id: 'law', target: 'y', text, formula: parse(text), ranges: [{ name: 'x', low: 2.5, high: 6.5 }] }
  const clean = drawPoints(law, 300, createRandom(3))
  const { x, y } = drawFreshPoints(law, 300, createRandom(4), clean)
  // in the data y is at most 2, and fresh points are at 1.5 to 7.5
  expect(y).toHaveLength(300)
  expect(Math.max(...y.map(Math.abs))).toBeLessThanOrEqual(20)
  expect(Math.min(...x[0]!)).toBeLessThan(2)
  expect(Math.max(...x[0]!)).toBeGreaterThan(6.5)
})

test('where a law has hardly any value there are fewer points, and no rows of zeros', () => {
  const text = 'log(0.0001 - x)'
  const law = { id: 'law', target: 'y', text, formula: parse(text), ranges: [{ name: 'x', low: 0, high: 1 }] }
  const { x, y } = drawPoints(law, 50, createRandom(3))
  expect(y.length).toBeLessThan(50)
  expect(x[0]).toHaveLength(y.length)
})
