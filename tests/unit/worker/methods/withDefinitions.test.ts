import { expect, test } from 'vitest'
import { variableNames } from '../../../../src/shared/domain/expr.ts'
import { NO_KNOWLEDGE } from '../../../../src/shared/domain/knowledge.ts'
import { printInfix } from '../../../../src/shared/expression/printInfix.ts'
import { powerLaw } from '../../../../src/worker/methods/powerLaw/powerLaw.ts'
import { withDefinitions } from '../../../../src/worker/methods/withDefinitions.ts'
import { createJudge } from '../../../../src/worker/scoring/judge.ts'
import { makeProblem, type ProblemRecipe } from '../../../support/problems.ts'
import { runMethod } from '../../../support/runMethod.ts'

const settings = {
  seed: 1,
  provenance: (method: string) => ({ method, options: {}, seed: 1, version: '0', datasetHash: '' })
}

async function found(recipe: ProblemRecipe, definitions: readonly string[]) {
  const problem = { ...makeProblem(recipe), knowledge: { ...NO_KNOWLEDGE, definitions } }
  const judge = createJudge(problem, settings)
  const { candidates } = await runMethod(withDefinitions(powerLaw), problem, { evaluations: 20_000 })
  for (const { expression } of candidates) {
    // calls have been replaced by their bodies
    expect(variableNames(expression).every((name) => problem.inputs.some((input) => input.name === name))).toBe(true)
    judge.add({ expression, method: 'test' })
  }
  return printInfix(judge.finish().laws[0]!.expression)
}

// Debye-like and bell-shaped curves are beyond a search for powers alone
const debye = 'debye(u) = u^4*exp(u)/(exp(u) - 1)^2'

test('a function of the user is a factor like any input', async () => {
  const law = ({ x, z }: Readonly<Record<string, number>>) =>
    (3 * z! ** 2 * x! ** 4 * Math.exp(x!)) / (Math.exp(x!) - 1) ** 2
  expect(await found({ ranges: { x: [0.5, 6], z: [1, 3] }, law, n: 100 }, [debye])).toMatch(/^3\*.*z\^2/)
})

test('it is tried with a number inside', async () => {
  const law = ({ t }: Readonly<Record<string, number>>) => 1 + 2 / Math.cosh(0.7 * t!) ** 2
  const text = await found({ ranges: { t: [-4, 6] }, law, n: 100 }, ['pulse(u) = 1/cosh(u)^2'])
  expect(text).toBe('2/cosh(7/10*t)^2 + 1')
})

test('a function of two arguments is called with every pair of inputs', async () => {
  const law = ({ x, z }: Readonly<Record<string, number>>) => 5 * Math.sqrt(x! ** 2 + z! ** 4)
  const text = await found({ ranges: { x: [1, 4], z: [1, 3] }, law, n: 100 }, ['far(u, v) = sqrt(u^2 + v^4)'])
  expect(text).toBe('5*sqrt(z^4 + x^2)')
})
