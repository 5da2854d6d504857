import { expect, test } from 'vitest'
import type { Expr } from '../../../../src/shared/domain/expr.ts'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import { evaluate, toFunction } from '../../../../src/shared/expression/evaluate.ts'
import { parse, parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { parseUnit } from '../../../../src/shared/expression/units.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { createJudge } from '../../../../src/worker/scoring/judge.ts'
import { makeProblem, problemOf } from '../../../support/problems.ts'

const settings = {
  seed: 1,
  provenance: (method: string) => ({ method, options: {}, seed: 1, version: '0', datasetHash: '' })
}

/** Judges formulas in which lower-case names that are no inputs are free numbers. */
function judged(problem: Problem, formulas: readonly string[]) {
  const judge = createJudge(problem, settings)
  const columns = problem.inputs.map(({ name }) => name)
  const expressions: Expr[] = formulas.map((text) => parseTemplate(text, { columns }).expr)
  for (const expression of expressions) judge.add({ expression, method: 'test' })
  return judge.finish()
}

test("Kepler's six planets give the exponent 3/2, though it lies 2.9 standard errors from the free fit", () => {
  const a = Float64Array.of(0.389, 0.724, 1, 1.524, 5.2, 9.51)
  const period = Float64Array.of(87.77, 224.7, 365.25, 686.95, 4332.62, 10759.2)
  const { laws, verdict } = judged(problemOf(['a'], [a], period), ['c*a^n', 'c*a', 'c*a + d', 'c*a^2 + d*a + f'])
  expect(verdict).not.toBe('none')
  expect(printInfix(laws[0]!.expression)).toMatch(/a\^\(3\/2\)/)
  const exponent = laws[0]!.parameters.find(({ exact }) => exact?.text === '3/2')!
  // log-linear least squares gives 1.50314 ± 0.00107; relative weights differ from logarithms in second order only
  expect(exponent.fitted).toBeCloseTo(1.5031, 3)
  expect(exponent.standardError).toBeCloseTo(0.00107, 4)
})

test('among formulas that fit exactly, the simplest is recommended', () => {
  const problem = makeProblem({ ranges: { x: [1, 5] }, law: ({ x }) => 3 * x! ** 2, n: 60 })
  const { laws, verdict } = judged(problem, ['c*x^2 + d*x + f', 'c*x^2', 'c*x^n', 'c*exp(d*x)'])
  expect(verdict).toBe('law')
  expect(printInfix(laws[0]!.expression)).toBe('3*x^2')
})

test('pure noise gives no law', () => {
  const random = createRandom(3)
  const x = Float64Array.from({ length: 200 }, () => random.next())
  const y = Float64Array.from({ length: 200 }, () => random.normal())
  const { laws, verdict } = judged(problemOf(['x'], [x], y), [
    'c*x + d',
    'c*x^2 + d*x + f',
    'c*sin(d*x) + f',
    'c/x + d'
  ])
  expect({ verdict, laws }).toEqual({ verdict: 'none', laws: [] })
})

test('in few rows an error that may be that of a wrong form explains nothing, and makes a law tentative', () => {
  const ranges = { a: [1, 4], b: [1, 9], c: [1, 9], d: [1, 9], e: [1, 9] } as const
  const law = ({ a, b, c, d, e }: Readonly<Record<string, number>>) => a! * (b! / (b! + c!) - d! / (d! + e!))
  const standIn = ['p*a*log(b*e/(c*d))']
  const verdictOf = (problem: Problem, formulas: readonly string[]) => {
    const judge = createJudge(problem, settings)
    const columns = problem.inputs.map(({ name }) => name)
    for (const text of formulas) judge.add({ expression: parseTemplate(text, { columns }).expr, method: 'test' })
    return { explanation: judge.explanation(), verdict: judge.finish().verdict }
  }
  expect(verdictOf(makeProblem({ ranges, law, n: 40 }), standIn)).toEqual({ explanation: null, verdict: 'tentative' })
  // many rows tell noise for what it is, as large as it may be
  const noisy = makeProblem({ ranges, law, n: 400, noise: 0.2 })
  expect(verdictOf(noisy, ['p*a*(b/(b + c) - d/(d + e))'])).toEqual({ explanation: 'noise', verdict: 'law' })
})

test('it has a law once a form is so much better than the constant that it would be recommended', () => {
  const problem = makeProblem({ ranges: { x: [0, 1] }, law: ({ x }) => 2 * x! + 1, n: 40, noise: 0.3 })
  const judge = createJudge(problem, settings)
  const add = (text: string) => judge.add({ expression: parseTemplate(text, { columns: ['x'] }).expr, method: 'test' })
  expect(judge.hasLaw()).toBe(false)
  add('c*sin(2*pi*x*9) + d')
  expect(judge.hasLaw()).toBe(false)
  add('c*x + d')
  expect(judge.hasLaw()).toBe(true)
})

test('a formula with more numbers than the rows can bear is marked and not recommended', () => {
  // 5 numbers for 20 rows: more than a fifth
  const problem = makeProblem({ ranges: { x: [0, 1] }, law: ({ x }) => 2 * x! + 1, n: 20, noise: 0.3 })
  const { laws } = judged(problem, ['c*x + d', 'a1 + a2*x + a3*x^2 + a4*x^3 + a5*x^4'])
  expect(laws[0]!.marks).not.toContain('tooManyParameters')
  expect(laws.find(({ parameters }) => parameters.length === 5)!.marks).toContain('tooManyParameters')
})

test('a law of few numbers is not too long for a dozen rows because it has many symbols', () => {
  const law = ({ x, z }: Readonly<Record<string, number>>) => Math.sqrt(x!) * (2.13 + 0.37 * z! ** 2)
  const problem = makeProblem({ ranges: { x: [1, 5], z: [0, 3] }, law, n: 12, noise: 0.01 })
  const { laws } = judged(problem, ['sqrt(x)*(c + d*z^2)', 'c*sqrt(x)', 'c*x + d*z'])
  expect(printInfix(laws[0]!.form)).toContain('z^2')
  expect(laws[0]!.complexity).toBeGreaterThan(12)
  expect(laws[0]!.marks).toEqual([])
})

test('a curve that only interpolates fails beyond the data, the law does not', () => {
  const problem = makeProblem({ ranges: { x: [0.5, 4] }, law: ({ x }) => 2 / x!, n: 80, noise: 0.001 })
  const { laws } = judged(problem, ['c/x', 'a1 + a2*x + a3*x^2 + a4*x^3'])
  expect(laws[0]!.marks).toEqual([])
  expect(laws.find(({ complexity }) => complexity > laws[0]!.complexity + 5)!.marks).toContain('failsBeyondData')
})

test('relative noise over decades is fitted as such', () => {
  const random = createRandom(5)
  const x = Float64Array.from({ length: 60 }, (_, i) => 10 ** (i / 15))
  const y = x.map((value) => 2 * value ** 1.5 * (1 + 0.05 * random.normal()))
  const { laws } = judged(problemOf(['x'], [x], y), ['c*x^n', 'c*x + d', 'c*x^2 + d*x'])
  expect(printInfix(laws[0]!.expression)).toMatch(/x\^\(3\/2\)/)
  // the factor is known to 5 %/sqrt(60) = 0.65 %: four standard errors
  expect(laws[0]!.parameters[0]!.value).toBeGreaterThan(2 * (1 - 0.026))
  expect(laws[0]!.parameters[0]!.value).toBeLessThan(2 * (1 + 0.026))
})

test('the error of a parameter is that of the Jacobian', () => {
  // y = c x with c = 2, noise σ: se(c) = σ / sqrt(Σ x²)
  const problem = makeProblem({ ranges: { x: [1, 2] }, law: ({ x }) => 2.37 * x!, n: 200, noise: 0.1 })
  const { laws } = judged(problem, ['c*x'])
  const free = laws.find(({ parameters }) => parameters[0]?.exact === null)!
  const squares = problem.x[0]!.reduce((sum, x) => sum + x * x, 0)
  expect(free.parameters[0]!.standardError! / (free.fit.rmse / Math.sqrt(squares))).toBeCloseTo(1, 1)
})

test('a duplicate in other words is kept once', () => {
  const problem = makeProblem({ ranges: { x: [1, 5], z: [1, 5] }, law: ({ x, z }) => (x! * z!) / (x! + z!), n: 60 })
  const { laws } = judged(problem, ['x*z/(x+z)', '1/(1/x + 1/z)', 'z/(1 + z/x)'])
  expect(laws.filter(({ fit }) => fit.rSquared > 0.999999)).toHaveLength(1)
})

test('one row in twelve that is grossly wrong spoils neither the law nor its numbers', () => {
  const random = createRandom(17)
  const problem = makeProblem({ ranges: { x: [0.5, 4] }, law: ({ x }) => 2.7 * x! ** 2, n: 120, noise: 0.01 })
  const y = problem.y.map((value, i) => (i % 12 === 5 ? value + 200 * random.normal() : value))
  const { laws } = judged({ ...problem, y }, ['c*x^2', 'c*x', 'c*x + d', 'c*x^2 + d*x + f', 'c*exp(d*x)', 'c*sin(d*x)'])
  expect(laws[0]!.noise).toBe('robust')
  expect(laws[0]!.noiseFit!.outliers).toBe(10)
  expect(printInfix(laws[0]!.expression)).toMatch(/x\^2$/)
  // noise of 1 % of the spread (13), over 110 rows with a mean x^4 of 50: an error of 0.13/sqrt(110·50) = 0.0018
  expect(Math.abs(laws[0]!.parameters[0]!.value - 2.7)).toBeLessThan(0.01)
  expect(laws[0]!.parameters[0]!.standardError).toBeLessThan(0.004)
})

test('counts are fitted as counts, with the errors of Poisson', () => {
  const random = createRandom(23)
  const t = Float64Array.from({ length: 120 }, (_, i) => i / 20)
  const draw = (mean: number): number => {
    let [k, product] = [0, random.next()]
    for (; product > Math.exp(-mean); k++) product *= random.next()
    return k
  }
  const y = t.map((time) => draw(40 * Math.exp(-0.7 * time)))
  const { laws } = judged(problemOf(['t'], [t], y), ['c*exp(d*t)', 'c*exp(d*t) + f', 'c + d*t', 'c/(1 + d*t)'])
  expect(laws[0]!.noise).toBe('poisson')
  expect(printInfix(laws[0]!.expression)).toMatch(/exp/)
  // the width of χ²/120 is sqrt(2/120) = 0.13
  expect(laws[0]!.noiseFit!.reducedChiSquare).toBeGreaterThan(0.6)
  expect(laws[0]!.noiseFit!.reducedChiSquare).toBeLessThan(1.5)
})

test('given errors of the target say whether the law explains the data', () => {
  const random = createRandom(29)
  const x = Float64Array.from({ length: 100 }, (_, i) => 1 + i / 25)
  const sigma = x.map((_, i) => (i % 2 === 0 ? 0.02 : 0.2))
  const y = x.map((value, i) => 3.3 / value + sigma[i]! * random.normal())
  const raw = sigma.map((error) => 1 / error ** 2)
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / 100
  const problem = {
    ...problemOf(['x'], [x], y),
    weights: raw.map((weight) => weight / mean),
    noiseVariance: 1 / mean
  }
  const chiSquare = (texts: readonly string[]) => judged(problem, texts).laws[0]!.noiseFit!.reducedChiSquare!
  // the width of χ²/100 is sqrt(2/100) = 0.14
  expect(Math.abs(chiSquare(['c/x']) - 1)).toBeLessThan(0.5)
  expect(chiSquare(['c + d*x'])).toBeGreaterThan(5)
})

test('a factor with a unit is taken as a constant of nature where it is one, in the units of the table', () => {
  const temperature = { name: 'T', unit: 'K', dimension: parseUnit('K').dimension }
  const pressure = { name: 'p', unit: 'kPa', dimension: parseUnit('kPa').dimension }
  const density = { name: 'n', unit: 'mol/L', dimension: parseUnit('mol/L').dimension }
  // kPa = 1000 Pa and mol/L = 1000 mol/m³, so that R keeps its digits
  const recipe = { ranges: { n: [1, 3], T: [250, 400] }, n: 80, noise: 0.001 } as const
  const judgedWith = (factor: number) => {
    const problem = makeProblem({ ...recipe, law: ({ n, T }) => factor * n! * T! })
    return judged({ ...problem, target: pressure, inputs: [density, temperature] }, ['c*n*T', 'c*n', 'c*T']).laws[0]!
  }
  const law = judgedWith(8.31446261815324)
  expect(law.parameters[0]!.exact?.text).toBe('R')
  expect(law.parameters[0]!.value).toBeCloseTo(8.31446261815324, 12)
  expect(judgedWith(7.77).parameters[0]!.exact).toBe(null)
})

test('a factor of 1 is no factor, and worth more than the number that it saves', () => {
  // the number inside is known to a few per cent, which costs hardly more digits than an exact 1 and its surcharge
  const problem = makeProblem({
    ranges: { x: [1, 3], z: [0, 0.5] },
    law: ({ x, z }) => x! / (1 - z!),
    n: 200,
    noise: 0.3
  })
  const { laws } = judged(problem, ['a*x/(1 - b*z)'])
  expect(printInfix(laws[0]!.expression)).toBe('x/(1 - z)')
})

test.each([
  ['two fitted numbers that agree are one', '2.5*(1/x - 1/z)', 'a/x - b/z', /^2\.\d+\*\(1\/x - 1\/z\)$/],
  ['logarithms are joined', 'log(0.29*x/z^2)', 'a*log(x) - b*log(z) + c', /^log\(0\.\d+\*x\/z\^2\)$/]
])('the best law is said in fewer words: %s', (_, truth, form, expected) => {
  const law = toFunction(parse(truth, { columns: ['x', 'z'] }), ['x', 'z'])
  const problem = makeProblem({
    ranges: { x: [1, 3], z: [1, 3] },
    law: ({ x, z }) => law(Float64Array.of(x!, z!)),
    n: 200,
    noise: 0.1
  })
  const { laws } = judged(problem, [form])
  expect(printInfix(laws[0]!.expression)).toMatch(expected)
})

test('a summand that the data do not tell from none is left out, though nobody proposed the formula without it', () => {
  const problem = makeProblem({
    ranges: { m: [2, 12], v: [1, 25] },
    law: ({ m, v }) => 0.5 * m! * v! ** 2 + 3.7 * v!,
    n: 300,
    noise: 0.01
  })
  const { laws } = judged(problem, ['a*m*v^2 + b*v + c', 'a*m*v^2'])
  // of a*m*v^2 + b*v + c nothing is left at rest but c
  expect(evaluate(laws[0]!.expression, { m: 3, v: 0 })).toBe(0)
  expect(evaluate(laws[0]!.expression, { m: 3, v: 10 })).toBeCloseTo(187, 0)
})

test('a snapshot judges the best forms first, and no more than it may', () => {
  const problem = makeProblem({ ranges: { x: [1, 3] }, law: ({ x }) => 2 * x! ** 3, n: 60, noise: 0.05 })
  const judge = createJudge(problem, settings)
  for (const text of ['a*x', 'a*x^3', 'a*x^2']) {
    judge.add({ expression: parseTemplate(text, { columns: ['x'] }).expr, method: 'test' })
  }
  expect(judge.snapshot(() => false).laws).toEqual([])
  let left = 1
  const { laws } = judge.snapshot(() => left-- > 0)
  expect(new Set(laws.map(({ form }) => printInfix(form)))).toEqual(new Set(['1*x^3']))
  expect(judge.snapshot(() => true).laws.length).toBeGreaterThan(2)
})
