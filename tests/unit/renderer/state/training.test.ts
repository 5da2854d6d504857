import { expect, test, vi } from 'vitest'
import { Notices } from '../../../../src/renderer/src/state/notices.svelte.ts'
import { TrainingState } from '../../../../src/renderer/src/state/training.svelte.ts'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import { fakeEngine, fakeMemory } from '../../../support/fakeEngine.ts'

const infoWith = (tensorObstacle: string | null) => ({ version: '1', dataDir: null, notices: [], tensorObstacle })

function training(answers: Partial<EngineApi>, memory = fakeMemory()) {
  const notices = new Notices()
  return { notices, state: new TrainingState(fakeEngine(answers), notices, memory) }
}

test('a machine with native TensorFlow is told nothing', async () => {
  const { state } = training({ engineInfo: async () => infoWith(null) })
  await state.load()
  expect(state.notice).toBeNull()
})

test('the reason is asked for once, and shown until it is dismissed', async () => {
  const engineInfo = vi.fn(async () => infoWith('there is no C++ compiler'))
  const memory = fakeMemory()
  const { state } = training({ engineInfo }, memory)
  await Promise.all([state.load(), state.load()])
  expect(engineInfo).toHaveBeenCalledTimes(1)
  expect(state.notice).toBe('there is no C++ compiler')
  state.dismiss()
  expect(state.notice).toBeNull()
  // also after a reload, but another reason is news
  const later = training({ engineInfo }, memory).state
  await later.load()
  expect(later.notice).toBeNull()
  const other = training({ engineInfo: async () => infoWith('the processor knows no AVX') }, memory).state
  await other.load()
  expect(other.notice).toBe('the processor knows no AVX')
})

test.each([
  [null, null, 'Native TensorFlow is ready: the next run trains with it.'],
  ['npm did not run', 'npm did not run', 'It did not work: npm did not run.']
])('trying again with the answer %o leaves the notice %o', async (answer, notice, said) => {
  const setUpTensor = vi.fn(async () => answer)
  const { state, notices } = training({ engineInfo: async () => infoWith('it has not been set up'), setUpTensor })
  await state.load()
  const tries = [state.tryAgain(), state.tryAgain()]
  expect(state.isSettingUp).toBe(true)
  await Promise.all(tries)
  expect(setUpTensor).toHaveBeenCalledTimes(1)
  expect(state.isSettingUp).toBe(false)
  expect(state.notice).toBe(notice)
  expect(notices.items.map(({ text }) => text)).toEqual([said])
})

test('an engine that cannot be asked is asked again later', async () => {
  const engineInfo = vi.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue(infoWith('no library'))
  const { state } = training({ engineInfo })
  await state.load()
  expect(state.notice).toBeNull()
  await state.load()
  expect(state.notice).toBe('no library')
})
