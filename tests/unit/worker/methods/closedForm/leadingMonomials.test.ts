import { expect, test } from 'vitest'
import { leadingArguments } from '../../../../../src/worker/methods/closedForm/leadingMonomials.ts'
import { productTargets } from '../../../../../src/worker/methods/closedForm/productTarget.ts'
import { makeProblem, type ProblemRecipe } from '../../../../support/problems.ts'

const range = [1, 3] as const

test.each([
  // the second derivatives of log y by the logarithms are a multiple of m mᵀ with m as in the third column
  ['an exponential of five inputs', 'abcde', [1, 1, -1, 1, -1], (m: number) => Math.exp(-0.3 * m)],
  ['one plus a monomial with a square', 'abc', [2, -1, 1], (m: number) => 1 + m],
  ['an exponential less one', 'abcd', [1, 1, -1, -1], (m: number) => 1 / (Math.exp(m) - 1)]
])('the argument of %s is among the first', (_, names, exponents, f) => {
  const inputs = [...names]
  const ranges: ProblemRecipe['ranges'] = Object.fromEntries(inputs.map((name) => [name, range]))
  const law: ProblemRecipe['law'] = (point) =>
    point['a']! * f(inputs.reduce((product, name, j) => product * point[name]! ** exponents[j]!, 1))
  const { x, y, n, operators } = makeProblem({ ranges, law, n: 600 })
  const bench = {
    sample: { n, x, y, weights: null },
    loggable: [...x.keys()],
    noise: null,
    units: null
  }
  const [target] = productTargets(y, new Set(operators))
  const found = leadingArguments(bench, target!, [...x.keys()]).map(({ monomial }) => monomial.exponents)
  expect(found).toContainEqual(exponents)
})

test('of a law that is a function of one product alone, the nearest power law tells the product from few rows', () => {
  const range = [1, 2] as const
  const law: ProblemRecipe['law'] = ({ a, b, c }) => 1 / (Math.exp((0.6 * a! * b!) / c!) - 1)
  // 14 rows are too few for the 10 numbers of a quadratic fit at three rows a number
  const { x, y, n, operators } = makeProblem({ ranges: { a: range, b: range, c: range }, law, n: 14 })
  const bench = { sample: { n, x, y, weights: null }, loggable: [0, 1, 2], noise: null, units: null }
  const [target] = productTargets(y, new Set(operators))
  const found = leadingArguments(bench, target!, [0, 1, 2]).map(({ monomial }) => monomial.exponents)
  expect(found).toContainEqual([1, 1, -1])
})
