import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { firstSnapshot } from '../../../../src/worker/search/firstSnapshot.ts'
import type { RunMessage } from '../../../../src/worker/search/runJob.ts'
import type { RunResult, RunTask } from '../../../../src/worker/search/runTask.ts'
import { startRunThread, type RunThread } from '../../../../src/worker/search/runThread.ts'
import { shareProblem } from '../../../../src/worker/search/sharedProblem.ts'
import { observationsOf } from '../../../support/observations.ts'
import { makeProblem } from '../../../support/problems.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const common = { methods: null, seed: 1, threads: 1, seconds: 60, evaluations: null, version: '0', datasetHash: '' }
const table: RunTask = { ...common, kind: 'table', observations: observationsOf({ t: [0, 1], x: [1, 2] }) }
const formulas: RunTask = {
  ...common,
  kind: 'formulas',
  problem: shareProblem(makeProblem({ ranges: { a: [1, 2] }, law: ({ a }) => a!, n: 5 })),
  checkpoint: null
}

/** A run whose thread is in the middle of a long computation: it does what the test says, and ends where it is made to. */
function stopped(task: RunTask) {
  const events = new EventEmitter()
  const ends: RunResult[] = []
  let isTerminated = false
  const thread: RunThread = {
    on: (event: string, listener: (value: never) => void) =>
      events.on(event, (value: unknown) => listener(value as never)),
    async terminate() {
      isTerminated = true
      events.emit('exit', 1)
      return 1
    }
  }
  const onError = (error: Error) => {
    throw error
  }
  const run = startRunThread(
    task,
    { onSnapshot: () => undefined, onCheckpoint: () => undefined, onEnd: (end) => ends.push(end), onError },
    () => thread
  )
  const isOver = run.stop()
  return {
    ends,
    isOver,
    isTerminated: () => isTerminated,
    post: (message: RunMessage) => events.emit('message', message),
    exit: () => events.emit('exit', 0)
  }
}

const answer: RunResult = { reason: 'stoppedByUser', snapshot: { ...firstSnapshot(1, null), verdict: 'law' } }

test('a search that does not end by itself is ended within 200 ms, with what it had told', () => {
  const run = stopped(formulas)
  expect(run.isTerminated()).toBe(false)
  vi.advanceTimersByTime(200)
  expect(run.isTerminated()).toBe(true)
  expect(run.ends).toMatchObject([{ reason: 'stoppedByUser', snapshot: { verdict: 'none' } }])
})

test('what looks at a whole table is given seconds to make its answer, which is the end of the run', async () => {
  const run = stopped(table)
  vi.advanceTimersByTime(3000)
  expect(run.isTerminated()).toBe(false)
  run.post({ kind: 'end', result: answer })
  run.exit()
  await run.isOver
  expect(run.ends).toEqual([answer])
  // nothing is left that would end the thread later
  vi.advanceTimersByTime(60_000)
  expect(run.isTerminated()).toBe(false)
})

test('what looks at a whole table and gives no answer is ended all the same', () => {
  const run = stopped(table)
  vi.advanceTimersByTime(60_000)
  expect(run.isTerminated()).toBe(true)
  expect(run.ends.map(({ reason }) => reason)).toEqual(['stoppedByUser'])
})
