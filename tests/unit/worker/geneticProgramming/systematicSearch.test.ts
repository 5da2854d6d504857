import { describe, expect, test } from 'vitest'
import { DEFAULT_OPERATORS } from '../../../../src/shared/domain/operators.ts'
import { createArchive } from '../../../../src/worker/methods/geneticProgramming/archive.ts'
import { limitsFor } from '../../../../src/worker/methods/geneticProgramming/archiveLimits.ts'
import { featurePool } from '../../../../src/worker/methods/geneticProgramming/featurePool.ts'
import { createFitness } from '../../../../src/worker/methods/geneticProgramming/fitness.ts'
import { pairs, residualColumns } from '../../../../src/worker/methods/geneticProgramming/screen.ts'
import { systematicSearch } from '../../../../src/worker/methods/geneticProgramming/systematicSearch.ts'
import { trainingTable } from '../../../../src/worker/methods/geneticProgramming/trainingTable.ts'
import { leastSquares } from '../../../../src/worker/numeric/leastSquares.ts'
import { orthonormalBase, takeOut } from '../../../../src/worker/numeric/orthonormalBase.ts'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { makeProblem, type ProblemRecipe } from '../../../support/problems.ts'

const ignore = () => undefined
const never = () => false

/** Loss of the best formula that the systematic search finds, stopped once one is exact. */
function bestLoss(recipe: ProblemRecipe): number {
  const problem = makeProblem(recipe)
  const table = trainingTable(problem, createRandom(1))
  const limits = limitsFor(problem)
  const archive = createArchive(limits)
  const search = {
    fitness: createFitness(table, ignore),
    archive,
    operators: DEFAULT_OPERATORS,
    maxComplexity: limits.maxComplexity,
    shouldStop: () => archive.bestLoss() < 1e-18
  }
  const stages = systematicSearch(search, ignore)
  while (!search.shouldStop() && stages.next().done !== true);
  return archive.bestLoss()
}

describe('the systematic search finds exactly', () => {
  test.each<[string, ProblemRecipe]>([
    ['a sum of two powers', { ranges: { t: [0, 5] }, law: ({ t }) => 2 + 3 * t! - 4.905 * t! ** 2, n: 60 }],
    [
      'a bell curve of two inputs',
      { ranges: { x: [-3, 3], s: [0.5, 2] }, law: ({ x, s }) => Math.exp(-(x! ** 2) / (2 * s! ** 2)), n: 100 }
    ],
    ['resistors in parallel', { ranges: { a: [1, 9], b: [1, 9] }, law: ({ a, b }) => (a! * b!) / (a! + b!), n: 60 }],
    ['a decay to a level', { ranges: { t: [0, 10] }, law: ({ t }) => 1.5 + 4.2 * Math.exp(-0.7 * t!), n: 60 }],
    ['a saturation', { ranges: { s: [0.1, 20] }, law: ({ s }) => (7.5 * s!) / (2.4 + s!), n: 60 }],
    [
      'an oscillation with a phase',
      { ranges: { x: [0, 10] }, law: ({ x }) => 0.7 + 2.2 * Math.sin(1.9 * x! + 0.8), n: 80 }
    ],
    [
      'a damped oscillation',
      { ranges: { t: [0, 10] }, law: ({ t }) => 2.3 * Math.exp(-0.4 * t!) * Math.cos(3.1 * t! + 0.5), n: 100 }
    ],
    ['a logistic curve', { ranges: { t: [0, 12] }, law: ({ t }) => 50 / (1 + Math.exp(-0.9 * (t! - 5))), n: 80 }],
    [
      'a mass at high speed',
      { ranges: { m: [1, 5], v: [0.1, 0.9] }, law: ({ m, v }) => m! / Math.sqrt(1 - v! ** 2), n: 60 }
    ],
    [
      'a root of a sum of squares',
      { ranges: { a: [1, 5], b: [1, 5] }, law: ({ a, b }) => Math.sqrt(2 * a! ** 2 + 3 * b! ** 2), n: 60 }
    ],
    [
      'radiation of a black body',
      {
        ranges: { f: [0.3, 6], T: [0.5, 2] },
        law: ({ f, T }) => (1.5 * f! ** 3) / (Math.exp((0.9 * f!) / T!) - 1),
        n: 150
      }
    ],
    ['a plane wave', { ranges: { x: [0, 6], t: [0, 4] }, law: ({ x, t }) => 1.5 * Math.sin(2 * x! - 3 * t!), n: 120 }]
  ])('%s', (_, recipe) => {
    expect(bestLoss(recipe)).toBeLessThan(1e-18)
  })
})

describe('the pool of features', () => {
  const problem = makeProblem({ ranges: { a: [1, 2], b: [2, 3] }, law: ({ a }) => a!, n: 40 })
  const table = trainingTable(problem, createRandom(1))
  const pool = featurePool(table, DEFAULT_OPERATORS, { maxComplexity: 6, maxFeatures: 5000 }, ignore, never)

  test('is in order of complexity, finite, and never constant', () => {
    const sizes = pool.map(({ complexity }) => complexity)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    for (const { values } of pool) {
      expect(values.every(Number.isFinite)).toBe(true)
      expect(new Set(values).size).toBeGreaterThan(1)
    }
  })

  test('holds each set of values once, up to sign', () => {
    const keys = pool.map(({ values }) => Array.from(values, (value) => Math.abs(value).toPrecision(10)).join())
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('respects the operators and the limits', () => {
    const few = featurePool(table, ['add', 'mul'], { maxComplexity: 9, maxFeatures: 50 }, ignore, never)
    expect(few).toHaveLength(50)
    for (const { expression } of few) expect(JSON.stringify(expression)).not.toMatch(/"operator":"(?!add|mul)/)
  })

  test('ends early when told to stop', () => {
    const none = featurePool(table, DEFAULT_OPERATORS, { maxComplexity: 9, maxFeatures: 9000 }, ignore, () => true)
    expect(none.length).toBeLessThan(1100)
  })
})

test('the best pair by scalar products is the best pair by least squares', () => {
  const random = createRandom(4)
  const column = () => Float64Array.from({ length: 30 }, () => random.normal())
  const features = Array.from({ length: 12 }, column)
  const y = features[3]!.map((value, i) => 2 * value - 5 * features[8]![i]! + 0.01 * random.normal())
  const ones = new Float64Array(30).fill(1)
  const base = orthonormalBase([ones], ones)
  const target = takeOut(base, y)!
  const [best] = pairs(residualColumns(features, base, ones, 12), target, () => 1, 1, never)
  expect([best!.i, best!.j].sort()).toEqual([3, 8])
  const { rss } = leastSquares([ones, features[3]!, features[8]!], y)!
  const mean = y.reduce((sum, value) => sum + value, 0) / 30
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  // `left` is a difference of numbers near 1: good to about 1e-15
  expect(best!.left).toBeCloseTo(rss / total, 12)
})
