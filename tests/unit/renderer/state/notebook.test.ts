import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NotebookEntry } from '../../../../src/shared/domain/notebook.ts'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import { NotebookState } from '../../../../src/renderer/src/state/notebook.svelte.ts'
import { Notices } from '../../../../src/renderer/src/state/notices.svelte.ts'
import { momentum } from '../../../support/exampleFinding.ts'
import { fakeEngine, fakeLaw, fakeSurroundings } from '../../../support/fakeEngine.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const entry = (id: number, change: Partial<NotebookEntry> = {}): NotebookEntry => ({
  id,
  projectId: 1,
  position: id,
  title: `entry ${id}`,
  text: '',
  pinned: { kind: 'law', law: fakeLaw(id), lawId: id },
  datasetId: 1,
  datasetName: 'planets',
  createdAt: 0,
  ...change
})

async function open(answers: Partial<EngineApi>) {
  const notices = new Notices()
  const api = fakeEngine({ listEntries: async () => [entry(2), entry(1)], ...answers })
  const state = new NotebookState(api, notices, fakeSurroundings().surroundings.desk)
  await state.load(1)
  return { state, notices }
}

const ids = (state: NotebookState) => state.entries.map(({ id }) => id)

test('entries stand in their order', async () => {
  expect(ids((await open({})).state)).toEqual([1, 2])
})

test('typing is shown at once and saved once, after a pause', async () => {
  const editEntry = vi.fn<EngineApi['editEntry']>(async (id, change) => entry(id, change))
  const { state } = await open({ editEntry })
  state.edit(1, { text: 'The' })
  state.edit(1, { text: 'The period' })
  state.edit(1, { title: 'Kepler' })
  expect(state.entries[0]).toMatchObject({ text: 'The period', title: 'Kepler' })
  expect(state.isSaving).toBe(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(editEntry.mock.calls).toEqual([[1, { text: 'The period', title: 'Kepler' }]])
  expect(state.isSaving).toBe(false)
})

test('what is typed while it is saved is saved too', async () => {
  const editEntry = vi.fn<EngineApi['editEntry']>(async (id, change) => {
    if (change.text === 'one') state.edit(1, { text: 'one two' })
    return entry(id, change)
  })
  const { state } = await open({ editEntry })
  state.edit(1, { text: 'one' })
  await vi.advanceTimersByTimeAsync(3000)
  expect(editEntry.mock.calls.map(([, change]) => change.text)).toEqual(['one', 'one two'])
  expect(state.entries[0]?.text).toBe('one two')
})

test('words that could not be saved are not lost', async () => {
  const { state, notices } = await open({ editEntry: () => Promise.reject(new Error('disk full')) })
  state.edit(1, { text: 'kept' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(state.entries[0]?.text).toBe('kept')
  expect(notices.items).toHaveLength(1)
})

test('an entry that was taken out comes back by the undo of its notice', async () => {
  const { state, notices } = await open({ unpin: async () => undefined, restoreEntry: async (id) => entry(id) })
  await state.unpin(1)
  expect(ids(state)).toEqual([2])
  await notices.items[0]?.action?.run()
  await vi.advanceTimersByTimeAsync(0)
  expect(ids(state)).toEqual([1, 2])
})

test('a pinned law is known as pinned', async () => {
  const { state } = await open({
    pinLaw: async (lawId) => entry(3, { pinned: { kind: 'law', law: fakeLaw(3), lawId } })
  })
  expect(state.isPinned(77)).toBe(false)
  await state.pin(77)
  expect(state.isPinned(77)).toBe(true)
})

test('a pinned finding is known by its run and key', async () => {
  const pinned = { kind: 'finding', finding: momentum, runId: 5 } as const
  const { state } = await open({ pinFinding: async () => entry(3, { pinned }) })
  expect(state.hasFinding(5, momentum.key)).toBe(false)
  await state.pinFinding(5, momentum.key)
  expect(state.hasFinding(5, momentum.key)).toBe(true)
  expect(state.hasFinding(6, momentum.key)).toBe(false)
})
