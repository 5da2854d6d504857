import { expect, test } from 'vitest'
import { createProposals } from '../../../../../src/worker/methods/closedForm/proposals.ts'
import { largeQuotients, smallQuotients } from '../../../../../src/worker/methods/rational/noisyQuotients.ts'
import type { RationalSearch } from '../../../../../src/worker/methods/rational/rationalLaws.ts'
import { createShortlist } from '../../../../../src/worker/methods/shortlist.ts'
import { usableTransforms } from '../../../../../src/worker/methods/targetTransform.ts'
import { trainingSample } from '../../../../../src/worker/methods/trainingSample.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { makeProblem, type ProblemRecipe } from '../../../../support/problems.ts'
import { unseenError } from '../../../../support/runMethod.ts'

const MAX_COMPLEXITY = 60
const NOISE = 0.01

function bestOf(recipe: ProblemRecipe, find: (search: RationalSearch) => Iterable<void>) {
  const problem = { ...makeProblem(recipe), maxComplexity: MAX_COMPLEXITY }
  const sample = trainingSample(problem, 1000, createRandom(1))
  const shortlist = createShortlist(problem, sample, 'test', { count: () => undefined })
  const names = problem.inputs.map(({ name }) => name)
  const operators = new Set(problem.operators)
  const search = {
    sample,
    names,
    operators,
    transforms: usableTransforms(sample.y, operators),
    proposals: createProposals(sample, names, MAX_COMPLEXITY, shortlist, () => undefined),
    shouldStop: () => false,
    count: () => undefined
  }
  for (const _ of find(search)) if (search.proposals.isExact()) break
  const best = shortlist.best()
  return best === null ? null : { ...best, unseen: unseenError(problem, best.expression) }
}

const LAWS: readonly (readonly [string, Pick<ProblemRecipe, 'ranges' | 'law'>])[] = [
  [
    'a difference of two shares',
    {
      ranges: { u: [1, 9], a: [2, 7], b: [1, 6], c: [2, 9], d: [3, 8] },
      law: ({ u, a, b, c, d }) => u! * (b! / (a! + b!) - d! / (c! + d!))
    }
  ],
  [
    'a saturation with a rival',
    {
      ranges: { s: [0.2, 9], i: [0.1, 4], v: [1, 6] },
      law: ({ s, i, v }) => (v! * s!) / (1.7 * (1 + i! / 0.6) + s!)
    }
  ],
  [
    'the root of a quotient',
    {
      ranges: { p: [0.5, 4], q: [0.3, 3] },
      law: ({ p, q }) => Math.sqrt((2.3 * p! + q! ** 2) / (1 + 0.4 * p! * q!))
    }
  ]
]

test.each(LAWS)('finds %s in data with noise', (_, law) => {
  const best = bestOf({ ...law, n: 500, noise: NOISE }, smallQuotients)
  // the true law leaves the noise on unseen rows, and a quarter more is generous
  expect(best?.unseen).toBeLessThan(1.25 * NOISE)
})

test.each(LAWS)('finds %s in forty exact rows', (_, law) => {
  const best = bestOf({ ...law, n: 40 }, smallQuotients)
  expect(best?.isExact).toBe(true)
  expect(best?.unseen).toBeLessThan(1e-9)
})

test('finds a weighted mean of six inputs among many monomials', () => {
  const best = bestOf(
    {
      ranges: { a: [1, 4], b: [1, 5], s: [-4, 9], c: [1, 6], d: [2, 5], t: [-9, 3] },
      law: ({ a, b, s, c, d, t }) => (a! * b! * s! + c! * d! * t!) / (a! * b! + c! * d!),
      n: 600,
      noise: NOISE
    },
    largeQuotients
  )
  expect(best?.unseen).toBeLessThan(1.25 * NOISE)
})

test('proposes nothing of more numbers than the rows can pay for', () => {
  // twelve rows of chance, of which nine are fitted: two numbers at most, of which one is that of the whole
  const random = createRandom(5)
  const best = bestOf({ ranges: { x: [1, 9], z: [1, 9] }, law: () => random.normal(), n: 12 }, smallQuotients)
  expect(best === null || best.left > 0.05).toBe(true)
})
