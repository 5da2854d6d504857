import { describe, expect, test } from 'vitest'
import { DEFAULT_OPERATORS } from '../../../../../src/shared/domain/operators.ts'
import type { Problem } from '../../../../../src/shared/domain/problem.ts'
import { printInfix } from '../../../../../src/shared/expression/printInfix.ts'
import { createProposals } from '../../../../../src/worker/methods/closedForm/proposals.ts'
import {
  fittedRationalLaws,
  rationalLaws,
  type RationalSearch
} from '../../../../../src/worker/methods/rational/rationalLaws.ts'
import { createShortlist } from '../../../../../src/worker/methods/shortlist.ts'
import { usableTransforms } from '../../../../../src/worker/methods/targetTransform.ts'
import { trainingSample } from '../../../../../src/worker/methods/trainingSample.ts'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { makeProblem, type ProblemRecipe } from '../../../../support/problems.ts'
import { unseenError } from '../../../../support/runMethod.ts'

type Law = Pick<ProblemRecipe, 'ranges' | 'law'>
type Find = (search: RationalSearch) => Iterable<void>

/** Longer than that of most problems of the tests: these laws have many terms. */
const MAX_COMPLEXITY = 60

function search(problem: Problem, find: Find) {
  const sample = trainingSample(problem, 1000, createRandom(1))
  const shortlist = createShortlist({ ...problem, maxComplexity: MAX_COMPLEXITY }, sample, 'test', {
    count: () => undefined
  })
  const names = problem.inputs.map(({ name }) => name)
  const proposals = createProposals(sample, names, MAX_COMPLEXITY, shortlist, () => undefined)
  const operators = new Set(problem.operators)
  const transforms = usableTransforms(sample.y, operators)
  for (const _ of find({
    sample,
    names,
    operators,
    transforms,
    proposals,
    shouldStop: () => false,
    count: () => undefined
  }))
    if (proposals.isExact()) break
  return shortlist.best()
}

const QUOTIENTS: readonly (readonly [string, Law])[] = [
  [
    'a quotient of polynomials of two inputs',
    { ranges: { x: [0.2, 6], z: [0.5, 8] }, law: ({ x, z }) => 4.1 - (x! * z!) / (1 + 0.7 * x! ** 2) }
  ],
  [
    'the root of a quotient with poles near each other',
    { ranges: { w: [0.5, 2] }, law: ({ w }) => Math.sqrt(1.3 + 0.8 / (w! ** 2 - 0.03) + 0.4 / (w! ** 2 - 0.15)) }
  ],
  [
    'a quotient with the root of an input',
    {
      ranges: { T: [1, 6], V: [0.5, 4] },
      law: ({ T, V }) => (0.7 * T!) / (V! - 0.12) - 2.3 / (Math.sqrt(T!) * V! * (V! + 0.4))
    }
  ],
  [
    // y² is known in the data alone, where y > 0: beyond them only the form without a root of a square is right
    'a polynomial over a root, which changes its sign beyond the data',
    {
      ranges: { a: [2, 6], b: [0.5, 4], c: [0.5, 2] },
      law: ({ a, b, c }) => (a! - 0.24 * b! * c!) / Math.sqrt(6.4 - 0.7 * c! ** 2)
    }
  ],
  [
    'a resonance of five inputs, one of which only multiplies',
    {
      ranges: { A: [1, 3], p: [4, 9], q: [0.5, 1.5], w: [0.8, 3], g: [0.4, 1.2] },
      law: ({ A, p, q, w, g }) => A! / Math.hypot(p! - q! * w! ** 2, g! * w!)
    }
  ]
]
const FITTED: readonly (readonly [string, Law])[] = [
  [
    'a quotient with a power of its own beside a constant',
    { ranges: { z: [0.5, 100] }, law: ({ z }) => 5.4 + (0.31 * z!) / (1 + 0.07 * z! ** 0.8) }
  ],
  [
    'a curve of two exponentials of one rate, divided by the input',
    {
      ranges: { t: [0.3, 20] },
      law: ({ t }) => 0.05 - (0.03 * (1 - Math.exp(-t! / 2.3))) / t! + 0.02 * Math.exp(-t! / 2.3)
    }
  ],
  [
    'the reciprocal of a sum with an exponential',
    { ranges: { x: [0, 8], z: [0.2, 3] }, law: ({ x, z }) => 1 / (0.3 + 1.2 * Math.exp(-0.4 * x!) + 0.5 * z!) }
  ]
]

describe('rationalLaws', () => {
  test.each(QUOTIENTS)('finds %s', (_, recipe) => {
    const problem = makeProblem({ ...recipe, n: 900 })
    const best = search(problem, rationalLaws)
    expect(best && unseenError(problem, best.expression)).toBeLessThan(1e-8)
  })

  test('writes a quotient as partial fractions where those are shorter', () => {
    const law: Law = { ranges: { T: [1, 4], V: [0.6, 4] }, law: ({ T, V }) => (1.5 * T!) / (V! - 0.25) - 4.5 / V! ** 2 }
    const best = search(makeProblem({ ...law, n: 200 }), rationalLaws)
    const rounded = best && printInfix(best.expression).replaceAll(/\d+\.\d+/g, (text) => String(Number(Number(text).toFixed(6)))) // prettier-ignore
    expect(rounded).toBe('1.5*T/(V - 0.25) - 4.5/V^2')
  })

  test('offers nothing exact where there is only noise', () => {
    const random = createRandom(5)
    const law: Law = { ranges: { x: [1, 5] }, law: () => random.normal() }
    for (const find of [rationalLaws, fittedRationalLaws]) {
      const best = search(makeProblem({ ...law, n: 80 }), find)
      expect(best === null || best.left > 0.5).toBe(true)
    }
  })

  test('keeps to the operators that are allowed', () => {
    const problem = makeProblem({ ...QUOTIENTS[0]![1], n: 120 })
    const withoutDivision = { ...problem, operators: DEFAULT_OPERATORS.filter((id) => id !== 'div') }
    expect(search(withoutDivision, rationalLaws)).toBeNull()
  })
})

describe('fittedRationalLaws', () => {
  test.each(FITTED)('finds %s', (_, recipe) => {
    const problem = makeProblem({ ...recipe, n: 200 })
    const best = search(problem, fittedRationalLaws)
    expect(best && unseenError(problem, best.expression)).toBeLessThan(1e-8)
  })
})
