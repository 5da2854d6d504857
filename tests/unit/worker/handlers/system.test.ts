import { expect, test, vi } from 'vitest'
import { testEngine } from './testEngine.ts'

test('the engine says why training is slow, and looks only once', async () => {
  const check = vi.fn(async () => 'there is no library for linux on arm64')
  const { api } = await testEngine({ tensorSetUp: { check, again: async () => null } })
  for (let turn = 0; turn < 2; turn++) {
    expect(await api.engineInfo()).toMatchObject({
      version: '0.0.0',
      notices: [],
      tensorObstacle: 'there is no library for linux on arm64'
    })
  }
  expect(check).toHaveBeenCalledTimes(1)
})

test('the set-up is tried once for two windows that ask at once, and its answer is remembered', async () => {
  const again = vi.fn(async () => null)
  const { api } = await testEngine({ tensorSetUp: { check: async () => 'it has not been set up', again } })
  expect((await api.engineInfo()).tensorObstacle).toBe('it has not been set up')
  expect(await Promise.all([api.setUpTensor(), api.setUpTensor()])).toEqual([null, null])
  expect(again).toHaveBeenCalledTimes(1)
  expect((await api.engineInfo()).tensorObstacle).toBeNull()
  await api.setUpTensor()
  expect(again).toHaveBeenCalledTimes(2)
})
