import { describe, expect, test } from 'vitest'
import { complexity } from '../../../../../src/shared/domain/complexity.ts'
import { NO_KNOWLEDGE } from '../../../../../src/shared/domain/knowledge.ts'
import type { Problem } from '../../../../../src/shared/domain/problem.ts'
import { evaluate } from '../../../../../src/shared/expression/evaluate.ts'
import { readLawTemplate } from '../../../../../src/shared/expression/lawTemplate.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { simplify } from '../../../../../src/shared/expression/simplify.ts'
import { template } from '../../../../../src/worker/methods/template/template.ts'
import { solveForFunction } from '../../../../../src/worker/methods/template/solveForFunction.ts'
import { splineColumns } from '../../../../../src/worker/methods/template/splineColumns.ts'
import { templateRows } from '../../../../../src/worker/methods/template/templateRows.ts'
import { createJudge } from '../../../../../src/worker/scoring/judge.ts'
import { makeProblem, problemOf, type ProblemRecipe } from '../../../../support/problems.ts'
import { runMethod } from '../../../../support/runMethod.ts'

const settings = {
  seed: 1,
  provenance: (method: string) => ({ method, options: {}, seed: 1, version: '0', datasetHash: '' })
}

async function found(recipe: ProblemRecipe, text: string, evaluations = 300_000): Promise<string> {
  const problem: Problem = { ...makeProblem(recipe), knowledge: { ...NO_KNOWLEDGE, template: text } }
  const judge = createJudge(problem, settings)
  for (const candidate of (await runMethod(template, problem, { evaluations })).candidates) judge.add(candidate)
  return printInfix(judge.finish().laws[0]!.expression)
}

describe('unknown functions are found inside of fixed parts', () => {
  test.each<[string, ProblemRecipe['ranges'], ProblemRecipe['law'], string]>([
    [
      'y = a*f(x) + g(z)',
      { x: [0.5, 4], z: [0, 6] },
      ({ x, z }) => 3 * Math.exp(-0.7 * x!) + 2.1 * Math.sin(1.3 * z!),
      '3*exp(-7/10*x) + 21/10*sin(13/10*z)'
    ],
    [
      'y = f(x)*exp(-k*t)',
      { x: [0.5, 4], t: [0, 3] },
      ({ x, t }) => ((2 * x! ** 2) / (1.3 + x!)) * Math.exp(-0.9 * t!),
      '2*x^2*exp(-9/10*t)/(x + 13/10)'
    ],
    [
      'y = exp(f(x)) + g(z)',
      { x: [0.5, 2], z: [0.2, 6] },
      ({ x, z }) => Math.exp(0.8 * x! ** 2) + 4 / z!,
      'exp(4/5*x^2) + 4/z'
    ]
  ])('%s', async (text, ranges, law, expected) => {
    expect(await found({ ranges, law, n: 200 }, text)).toBe(expected)
  })

  test('a function of two inputs divided by another one', async () => {
    const law = ({ x, z, t }: Readonly<Record<string, number>>) => (x! * Math.log(z!) + x!) / (1 + 0.5 * t! ** 2)
    const recipe = { ranges: { x: [0.5, 4], z: [1, 3], t: [0.5, 3] }, law, n: 250 } as const
    const text = await found(recipe, 'y = f(x, z)/g(t)')
    expect(text).toMatch(/^x\*\(log\(z\) \+ .*\)\/\(.*t\^2.*\)$/)
  })

  test('in noise too', async () => {
    const law = ({ x, z }: Readonly<Record<string, number>>) => Math.exp(0.8 * x! ** 2) + 4 / z!
    const recipe = { ranges: { x: [0.5, 2], z: [0.2, 6] }, law, n: 300, noise: 0.03 } as const
    expect(await found(recipe, 'y = exp(f(x)) + g(z)')).toMatch(/^exp\([\d./]+\*x\^2\) \+ [\d./]+\/z$/)
  })
})

test('where the shape takes all of the complexity, formulas that are too long are not proposed', async () => {
  const law = ({ x, z }: Readonly<Record<string, number>>) => 3 * x! + 2 / z!
  const recipe = { ranges: { x: [1, 4], z: [1, 3] }, law, n: 60 } as const
  const knowledge = { ...NO_KNOWLEDGE, template: 'y = a*f(x) + g(z)' }
  const problem: Problem = { ...makeProblem(recipe), maxComplexity: 4, knowledge }
  const { candidates } = await runMethod(template, problem, { evaluations: 20_000 })
  expect(candidates.map(({ expression }) => complexity(simplify(expression))).filter((size) => size > 4)).toEqual([])
})

test('without unknown functions the formula is fitted as it stands', async () => {
  const law = ({ x }: Readonly<Record<string, number>>) => 3 * x! ** 1.5
  expect(await found({ ranges: { x: [1, 4] }, law, n: 50 }, 'y = c*x^n')).toBe('3*x^(3/2)')
})

describe('a template is solved for its function row by row', () => {
  const x = Float64Array.of(0.3, 0.9, 1.4, 2.2, 3.1, 4.5)
  const truth = x.map((value) => value - 2)
  test.each([
    'y = 3 + f()',
    'y = f() - x',
    'y = x - f()',
    'y = x*f()',
    'y = f()/x',
    'y = x/f()',
    'y = f()^2',
    'y = f()^3',
    'y = -f()',
    'y = exp(f())',
    'y = log(f() + 9)',
    'y = log10(f() + 9)',
    'y = sqrt(f() + 9)',
    'y = cbrt(f())',
    'y = abs(f())',
    'y = sin(f())',
    'y = cos(f())',
    'y = tan(f())',
    'y = sinh(f())',
    'y = cosh(f())',
    'y = tanh(f())',
    'y = asin(f()/9)',
    'y = acos(f()/9)',
    'y = atan(f())',
    'y = 2^f()',
    'y = (f() + 9)^1.5'
  ])('%s', (text) => {
    // prettier-ignore
    const law = readLawTemplate(text, { columns: ['y', 'x'], inputs: ['x'] })
    const { placeholder } = law.functions[0]!
    const y = x.map((value, i) => evaluate(law.expr, { x: value, [placeholder]: truth[i]! }))
    const rows = { ...templateRows(problemOf(['x'], [x], y), law), x: [x], y, n: x.length, weights: x.map(() => 1) }
    // near the truth, as splines are
    const present = { numbers: [], functions: [truth.map((value) => 1.02 * value)], rss: 0 }
    const { values, weights } = solveForFunction(rows, present, 0)
    values.forEach((value, i) => expect(value).toBeCloseTo(truth[i]!, 9))
    for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0)
  })
})

test('spline columns add up to 1 and reach everywhere', () => {
  const x = Float64Array.from({ length: 60 }, (_, i) => i ** 2)
  const z = Float64Array.from({ length: 60 }, (_, i) => i % 3)
  for (const inputs of [[x], [z], [x, z]]) {
    const columns = splineColumns(inputs, 12)
    expect(columns.length).toBeLessThanOrEqual(12)
    const sums = x.map((_, i) => columns.reduce((sum, column) => sum + column[i]!, 0))
    for (const sum of sums) expect(sum).toBeCloseTo(1, 12)
  }
})
