import { expect, test } from 'vitest'
import { createRunQueue } from '../../../../src/worker/handlers/runQueue.ts'

test('one run is at work at a time, in the order of asking', () => {
  const begun: number[] = []
  const queue = createRunQueue((runId) => void begun.push(runId))
  queue.add(1)
  queue.add(2)
  queue.add(3)
  expect(begun).toEqual([1])
  queue.leave(1)
  expect(begun).toEqual([1, 2])
})

test('a run that gives up its place is passed over', () => {
  const begun: number[] = []
  const queue = createRunQueue((runId) => void begun.push(runId))
  for (const runId of [1, 2, 3]) queue.add(runId)
  queue.leave(2)
  queue.leave(1)
  expect(begun).toEqual([1, 3])
})

test('a run that fails at once makes room for the next', () => {
  const begun: number[] = []
  const queue = createRunQueue((runId) => {
    begun.push(runId)
    if (runId === 1) queue.leave(1)
  })
  queue.add(1)
  queue.add(2)
  expect(begun).toEqual([1, 2])
})
