import { expect, test } from 'vitest'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import { toSharedFloats } from '../../../../src/worker/numeric/sharedColumns.ts'
import { shareProblem } from '../../../../src/worker/search/sharedProblem.ts'
import { makeProblem } from '../../../support/problems.ts'

const plain = makeProblem({ ranges: { a: [0, 1], b: [2, 3] }, law: ({ a, b }) => a! + b!, n: 50 })
const weighted: Problem = { ...plain, weights: Float64Array.from(plain.y, (_, i) => 0.5 + (i % 3) / 2) }

test.each([
  ['without weights', plain],
  ['with weights', weighted]
])('a problem %s is the same after the way through shared memory', (_, problem) => {
  // structuredClone is what postMessage does to it
  expect(structuredClone(shareProblem(problem))).toEqual(problem)
})

test('two threads that are sent the same problem see the same memory', () => {
  const shared = shareProblem(plain)
  const [first, second] = [structuredClone(shared), structuredClone(shared)]
  first.y[7] = 42
  expect(second.y[7]).toBe(42)
})

test('columns that lie in shared memory are not copied', () => {
  const y = toSharedFloats(plain.y)
  expect(shareProblem({ ...plain, y }).y).toBe(y)
})
