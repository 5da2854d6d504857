import { expect, test } from 'vitest'
import type { RunRequest } from '../../../../src/shared/domain/run.ts'
import { checkRunRequest } from '../../../../src/worker/handlers/runRequest.ts'
import { changedRequest, fittingCheckpoint, remainingLimits } from '../../../../src/worker/handlers/changedRequest.ts'
import type { DiscoveryCheckpoint } from '../../../../src/worker/search/runTask.ts'
import { REQUEST, snapshot } from '../store/sampleData.ts'

test('a sound request passes unchanged', () => {
  expect(checkRunRequest(REQUEST)).toEqual(REQUEST)
})

test('an input that is named twice is one input', () => {
  expect(checkRunRequest({ ...REQUEST, inputs: ['a', 'e', 'a'] }).inputs).toEqual(['a', 'e'])
})

test.each<[Partial<Record<keyof RunRequest, unknown>>, string]>([
  [{ threads: 0 }, 'threads'],
  [{ threads: 1.5 }, 'threads'],
  [{ seconds: 0 }, 'seconds'],
  [{ seconds: NaN }, 'seconds'],
  [{ seconds: '10' }, 'seconds'],
  [{ evaluations: -1 }, 'evaluations'],
  [{ seed: 0.5 }, 'seed'],
  [{ operators: [] }, 'operators'],
  [{ operators: ['add', 'gamma'] }, 'operators.1'],
  [{ methods: [] }, 'methods'],
  [{ target: '' }, 'target'],
  [{ maxComplexity: 0 }, 'maxComplexity']
])('%j is refused with the name of the setting', (change, setting) => {
  const request = { ...REQUEST, ...change } as RunRequest
  expect(() => checkRunRequest(request)).toThrowError(
    expect.objectContaining({ code: 'badOption', details: expect.objectContaining({ setting }) as unknown })
  )
})

test('settings of a run may change, its question may not', () => {
  expect(changedRequest(REQUEST, { seconds: 5, target: 'P' })).toEqual({ ...REQUEST, seconds: 5 })
  expect(() => changedRequest(REQUEST, { target: 'a' })).toThrowError(expect.objectContaining({ code: 'badOption' }))
  expect(() => changedRequest(REQUEST, { inputs: ['a'] })).toThrow('inputs')
})

test('with other methods or operators a run starts its methods anew but keeps its formulas', () => {
  const checkpoint = {
    methods: [{ isDone: true }],
    candidates: [1]
  } as unknown as DiscoveryCheckpoint
  expect(fittingCheckpoint(checkpoint, REQUEST, { ...REQUEST, seconds: 99 })).toBe(checkpoint)
  expect(fittingCheckpoint(checkpoint, REQUEST, { ...REQUEST, operators: ['add'] })).toEqual({
    ...checkpoint,
    methods: []
  })
})

test('a run that was cut short has the rest of its time, one that used it up has as much again', () => {
  const { progress } = snapshot() // 1.5 s, 10 evaluations
  const limits = (seconds: number, evaluations: number | null) =>
    remainingLimits({ request: { ...REQUEST, seconds, evaluations }, progress })
  expect(limits(10, null)).toEqual({ seconds: 8.5, evaluations: null })
  expect(limits(1, 10)).toEqual({ seconds: 1, evaluations: 10 })
  expect(limits(10, 15)).toEqual({ seconds: 8.5, evaluations: 5 })
})
