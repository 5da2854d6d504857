import { expect, test } from 'vitest'
import { separableByQuotients } from '../../../../../src/worker/methods/closedForm/quotients.ts'
import { makeProblem, type ProblemRecipe } from '../../../../support/problems.ts'

function found(recipe: Pick<ProblemRecipe, 'ranges' | 'law'>) {
  const { x, y, n } = makeProblem({ ...recipe, n: 300, noise: 0.05 })
  const bench = { sample: { n, x, y, weights: null }, loggable: [...x.keys()] }
  return [...separableByQuotients(bench)]
}

test('an input that only multiplies is found though the target changes its sign', () => {
  const ranges = { q: [1, 5], a: [1, 5], b: [1, 5] } as const
  expect(found({ ranges, law: ({ q, a, b }) => q! * q! * (a! - b!) })).toContainEqual([0, 2])
})

test('an input that multiplies only a part of the target is not', () => {
  const ranges = { q: [1, 5], a: [1, 5], b: [1, 5] } as const
  const inputs = found({ ranges, law: ({ q, a, b }) => q! * a! - 3 * b! }).map(([input]) => input)
  expect(inputs).not.toContain(0)
})
