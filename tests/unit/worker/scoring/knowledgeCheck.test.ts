import { describe, expect, test } from 'vitest'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import { parse, parseTemplate } from '../../../../src/shared/expression/parse.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { readKnowledge } from '../../../../src/shared/expression/readKnowledge.ts'
import { createJudge } from '../../../../src/worker/scoring/judge.ts'
import { knowledgeCheck } from '../../../../src/worker/scoring/knowledgeCheck.ts'
import { makeProblem } from '../../../support/problems.ts'
import { runPortfolio } from '../../../support/runPortfolio.ts'

const settings = {
  seed: 1,
  provenance: (method: string) => ({ method, options: {}, seed: 1, version: '0', datasetHash: '' })
}

function withFacts(problem: Problem, ...facts: readonly string[]): Problem {
  const names = problem.inputs.map(({ name }) => name)
  return { ...problem, knowledge: readKnowledge({ template: null, lines: facts }, problem.target.name, names)! }
}

function judged(problem: Problem, formulas: readonly string[]): string[] {
  const judge = createJudge(problem, settings)
  const columns = problem.inputs.map(({ name }) => name)
  for (const text of formulas) judge.add({ expression: parseTemplate(text, { columns }).expr, method: 'test' })
  return judge.finish().laws.map(({ expression }) => printInfix(expression))
}

describe('constraints hold on the data and a tenth of the range beyond', () => {
  const plain = makeProblem({ ranges: { x: [1, 5], t: [-1, 1] }, law: ({ x, t }) => x! + t!, n: 300 })
  test.each([
    ['y > 0', 'x', true],
    ['y > 0', 'x - 4', false],
    // x reaches 1 - 0.4 = 0.6 and not below
    ['y > 0', 'x - 0.5', true],
    ['y > 0', 'x - 0.8', false],
    ['y < 2', 'sin(x)', true],
    ['increasing in x', 'x^2 + t^2', true],
    ['increasing in t', 'x^2 + t^2', false],
    ['decreasing in x', '1/x', true],
    // x stays positive, so that its logarithm has a value
    ['increasing in x', 'log(x)', true],
    ['y(x=0) = 0', 'x*t', true],
    ['y(x=0) = 0', 'x + t', false],
    ['y(x=0, t=2) = 2', 'x + t', true],
    ['no sin in exp', 'exp(sin(x))', false]
  ])('%s: %s', (fact, formula, isAllowed) => {
    const problem = withFacts(plain, fact)
    expect(knowledgeCheck(problem, problem.knowledge!)(parse(formula)) === null).toBe(isAllowed)
  })
})

test('a law that breaks what is known is not shown, however well it fits', () => {
  const problem = makeProblem({ ranges: { x: [0.2, 3] }, law: ({ x }) => 2 * x! ** 2 - x!, n: 80, noise: 0.01 })
  const formulas = ['a*x^2 + b*x', 'a*x^2', 'a*x']
  // 4x − 1 is negative up to x = 1/4, where some rows lie
  expect(judged(problem, formulas)[0]).toMatch(/x\^2.*x/)
  expect(judged(withFacts(problem, 'increasing in x'), formulas).join()).not.toMatch(/x\^2 [-+]/)
})

test('a known value takes the place of the number that it fixes, where noise would miss it', () => {
  const problem = makeProblem({ ranges: { x: [0, 4] }, law: ({ x }) => 3 + 2 * x!, n: 60, noise: 0.1 })
  const [first] = judged(withFacts(problem, 'y(x=0) = 3'), ['a*x + b', 'a*x^2 + b*x + c'])
  expect(first).toMatch(/^[\d.]+\*x \+ 3$|^3 \+ [\d.]+\*x$/)
})

test('the whole search keeps to what is known', async () => {
  const problem = makeProblem({ ranges: { x: [0.1, 4] }, law: ({ x }) => Math.exp(Math.sin(x!)), n: 100, noise: 0.02 })
  const known = withFacts(problem, 'no sin in exp', 'y > 0')
  const { snapshot } = await runPortfolio(known, { seed: 1, evaluations: 30_000, seconds: 1e6 })
  expect(snapshot.laws.length).toBeGreaterThan(0)
  const findBroken = knowledgeCheck(known, known.knowledge!)
  for (const law of snapshot.laws) expect(findBroken(law.expression)).toBeNull()
  expect(snapshot.log.map(({ message }) => message)).toContain('Known: y > 0; no sin in exp.')
})
