import { describe, expect, test } from 'vitest'
import { TRAINING, type Problem } from '../../../../../src/shared/domain/problem.ts'
import { variableNames } from '../../../../../src/shared/domain/expr.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { sparseRegression } from '../../../../../src/worker/methods/sparseRegression/sparseRegression.ts'
import { makeProblem, problemOf, type ProblemRecipe } from '../../../../support/problems.ts'
import { runMethod, unseenError } from '../../../../support/runMethod.ts'

async function formulas(problem: Problem, options = {}): Promise<string[]> {
  const { candidates } = await runMethod(sparseRegression, problem, { options })
  return candidates.map(({ expression }) => printInfix(expression))
}

function recipe(ranges: ProblemRecipe['ranges'], law: ProblemRecipe['law'], n = 150): ProblemRecipe {
  return { ranges, law, n }
}

const unit = [-1, 1] as const
const positive = [1, 5] as const

describe('sparseRegression', () => {
  test.each<[string, ProblemRecipe]>([
    ['free fall', recipe({ t: [0, 5] }, ({ t }) => 2 + 3 * t! - 4.905 * t! ** 2, 60)],
    ['resistors in parallel', recipe({ r1: [1, 10], r2: [1, 10] }, ({ r1, r2 }) => 1 / (1 / r1! + 1 / r2!), 100)],
    ['a Gaussian', recipe({ x: [-3, 3], s: [0.5, 2] }, ({ x, s }) => Math.exp(-(x! ** 2) / (2 * s! ** 2)))],
    ['a negative Gaussian', recipe({ x: [-2, 2] }, ({ x }) => -3 * Math.exp(-(x! ** 2)))],
    ['a length in space', recipe({ a: positive, b: positive, c: positive }, ({ a, b, c }) => Math.hypot(a!, b!, c!))],
    ['a negative root', recipe({ a: positive, b: positive }, ({ a, b }) => -Math.sqrt(2 * a! + b! ** 2))],
    ['energy', recipe({ m: positive, v: positive, h: positive }, ({ m, v, h }) => 0.5 * m! * v! ** 2 + 9.81 * m! * h!)],
    ['waves', recipe({ x: [0, 6], a: [1, 2] }, ({ x, a }) => 3 * Math.sin(x!) + a! * x! - 2)],
    ['a damped term', recipe({ t: [0.5, 6], a: [1, 2] }, ({ t, a }) => 2 + a! * Math.exp(-t!) - 0.3 * a! ** 2)],
    ['a square of a sum', recipe({ a: positive, b: positive }, ({ a, b }) => (Math.sqrt(a!) + 1 / b!) ** 2)],
    ['an inverse root', recipe({ a: positive, b: positive }, ({ a, b }) => 1 / Math.sqrt(1 + a! / b! + 2 * b!))]
  ])('finds %s', async (_, law) => {
    const problem = makeProblem(law)
    const { candidates } = await runMethod(sparseRegression, problem)
    // the fit of an exact law leaves rounding alone
    const best = Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))
    expect(best).toBeLessThan(1e-9)
  })

  test('writes free fall as a person would, with the sign before the term', async () => {
    const [first] = await formulas(makeProblem(recipe({ t: [0, 5] }, ({ t }) => 2 + 3 * t! - 4.905 * t! ** 2, 60)))
    expect(first).toMatch(/^[\d.]+ \+ [\d.]+\*t - [\d.]+\*t\^2$/)
  })

  test('finds a long polynomial by thresholding, beyond the reach of best subset', async () => {
    const law = ({ x, y }: Readonly<Record<string, number>>): number =>
      1 + x! + 2 * y! - 3 * x! * y! + 0.5 * x! ** 2 - y! ** 2 + 0.7 * x! ** 2 * y! + 0.2 * y! ** 3
    const problem = { ...makeProblem({ ...recipe({ x: unit, y: unit }, law, 300), noise: 1e-3 }), maxComplexity: 60 }
    const { candidates } = await runMethod(sparseRegression, problem)
    // noise of 0.1 % is what the true law leaves on unseen rows, and half as much again is generous
    expect(Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))).toBeLessThan(1.5e-3)
  })

  test.each([0.01, 0.05])('keeps the right terms at relative noise %d', async (noise) => {
    const law = recipe({ t: [0, 5], z: [1, 2] }, ({ t }) => 2 + 3 * t! - 4.905 * t! ** 2, 200)
    const found = await formulas(makeProblem({ ...law, noise }))
    expect(found.slice(0, 8).some((formula) => /^[\d.]+ \+ [\d.]+\*t - [\d.]+\*t\^2$/.test(formula))).toBe(true)
  })

  test('finds a sum of products of many inputs, which only a wide library has, through noise', async () => {
    const law = ({ r, h, v, l, d }: Readonly<Record<string, number>>): number =>
      3.1 * r! * h! + 0.7 * r! * v! ** 2 + (0.04 * r! * v! ** 2 * l!) / d!
    const ranges = { r: [1, 3], h: [-2, 6], v: [0.5, 4], l: [3, 60], d: [0.5, 2] } as const
    const problem = makeProblem({ ranges, law, n: 400, noise: 0.01 })
    const { candidates } = await runMethod(sparseRegression, problem, { options: { quotients: false } })
    // what the true law leaves, and a quarter more
    expect(Math.min(...candidates.map(({ expression }) => unseenError(problem, expression)))).toBeLessThan(0.0125)
  })

  test('sees a Gaussian through noise that turns the sign of its tails', async () => {
    const law = recipe({ x: [-3, 3], s: [0.5, 2] }, ({ x, s }) => Math.exp(-(x! ** 2) / (2 * s! ** 2)), 200)
    const problem = makeProblem({ ...law, noise: 0.02 })
    expect(problem.y.some((value) => value < 0)).toBe(true)
    expect((await formulas(problem)).some((formula) => /^exp\(.*x\^2\/s\^2\)$/.test(formula))).toBe(true)
  })

  test('fits training rows alone', async () => {
    const clean = makeProblem(recipe({ t: [0, 5] }, ({ t }) => 2 + 3 * t! - 5 * t! ** 2))
    const y = clean.y.map((value, i) => (clean.part[i] === TRAINING ? value : 1000))
    const { candidates } = await runMethod(sparseRegression, { ...clean, y })
    expect(Math.min(...candidates.map(({ expression }) => unseenError(clean, expression)))).toBeLessThan(1e-9)
  })

  test('keeps out of the library what is not defined on an unseen row', async () => {
    const problem = makeProblem(recipe({ x: [1, 5] }, ({ x }) => Math.log(x!) + Math.sqrt(x!)))
    const row = problem.part.findIndex((part) => part !== TRAINING)
    const x = problem.x[0]!.with(row, 0)
    const found = await formulas({ ...problem, x: [x] })
    expect(found.length).toBeGreaterThan(0)
    expect(found.join()).not.toMatch(/log\(x\)|\/x/)
  })

  test('uses only the operators that it is given', async () => {
    const problem = makeProblem(recipe({ x: [1, 5], z: [1, 5] }, ({ x, z }) => 2 * x! * z! + z! ** 2))
    const { candidates } = await runMethod(sparseRegression, { ...problem, operators: ['add', 'mul'] })
    expect(candidates.length).toBeGreaterThan(0)
    const used = JSON.stringify(candidates).matchAll(/"operator":"(\w+)"/g)
    expect(new Set(Array.from(used, ([, operator]) => operator))).toEqual(new Set(['add', 'mul']))
  })

  test.each<[string, Readonly<Record<string, number | boolean>>, RegExp]>([
    ['functions', { functions: false }, /(sin|cos|tanh|log|exp)\([a-z]/],
    [
      'transforms of the target',
      { transforms: false, quotients: false, numbersInside: false },
      /^(1\/\(|exp|sqrt|\()/m
    ],
    ['more than one term', { maxTerms: 1, functions: false, quotients: false }, / [+-] .* [+-] /]
  ])('leaves out %s when told to', async (_, options, forbidden) => {
    const problem = makeProblem({ ...recipe({ x: [1, 5], z: [1, 5] }, ({ x, z }) => x! + Math.sin(z!)), noise: 0.1 })
    const found = await formulas(problem, { ...options })
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((formula) => forbidden.test(formula))).toEqual([])
  })

  test('chooses no more terms than the rows can pay for', async () => {
    // eight rows of noise: one term and an intercept
    const problem = problemOf(['x'], [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)], Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6))
    const { candidates } = await runMethod(sparseRegression, problem, { options: { transforms: false } })
    expect(candidates.length).toBeGreaterThan(0)
    for (const { expression } of candidates) {
      expect(variableNames(expression)).toEqual(['x'])
      expect(printInfix(expression).split(/ [+-] /).length).toBeLessThanOrEqual(2)
    }
  })

  test.each<[string, Partial<Problem>, RegExp]>([
    ['without multiplication', { operators: ['add'] }, /multiplication/],
    ['without addition', { operators: ['mul'] }, /addition/],
    ['without inputs', { inputs: [], x: [] }, /input/]
  ])('refuses to work %s', (_, change, reason) => {
    const problem = makeProblem(recipe({ x: [1, 5] }, ({ x }) => x!))
    expect(sparseRegression.accepts({ ...problem, ...change })).toMatch(reason)
  })

  test.each<[string, Float64Array]>([
    ['constant', new Float64Array(50).fill(3)],
    ['zero', new Float64Array(50)],
    ['huge', Float64Array.from({ length: 50 }, (_, i) => 1e300 * (i + 1))],
    ['tiny', Float64Array.from({ length: 50 }, (_, i) => 1e-300 * (i + 1))]
  ])('survives a target that is %s', async (_, y) => {
    const x = Float64Array.from({ length: 50 }, (__, i) => i - 10)
    for (const formula of await formulas(problemOf(['x'], [x], y))) expect(formula).not.toMatch(/NaN|Infinity/)
  })
})
