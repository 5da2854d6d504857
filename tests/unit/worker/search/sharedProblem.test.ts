import { expect, test } from 'vitest'
import type { Problem } from '../../../../src/shared/domain/problem.ts'
import { openProblem, shareProblem } from '../../../../src/worker/search/sharedProblem.ts'
import { makeProblem } from '../../../support/problems.ts'

const plain = makeProblem({ ranges: { a: [0, 1], b: [2, 3] }, law: ({ a, b }) => a! + b!, n: 50 })
const weighted: Problem = { ...plain, weights: Float64Array.from(plain.y, (_, i) => 0.5 + (i % 3) / 2) }

test.each([
  ['without weights', plain],
  ['with weights', weighted]
])('a problem %s is the same after the way through shared memory', (_, problem) => {
  // structuredClone is what postMessage does to the descriptor
  expect(openProblem(structuredClone(shareProblem(problem)))).toEqual(problem)
})

test('two threads that open the same descriptor see the same memory', () => {
  const shared = shareProblem(plain)
  const [first, second] = [openProblem(shared), openProblem(shared)]
  first.y[7] = 42
  expect(second.y[7]).toBe(42)
})
