import { expect, test, vi } from 'vitest'
import { AppError } from '../../../../src/shared/errors.ts'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import { DatasetsState, type Upload } from '../../../../src/renderer/src/state/datasets.svelte.ts'
import { Notices } from '../../../../src/renderer/src/state/notices.svelte.ts'
import { fakeDataset, fakeEngine } from '../../../support/fakeEngine.ts'

const MEGABYTE = 1 << 20

/** A file of `size` bytes whose chunks say where they came from. */
function file(name: string, size: number): Upload {
  return {
    name,
    size,
    slice: (start, end) => ({ arrayBuffer: async () => new Uint8Array(end - start).fill(start / MEGABYTE).buffer })
  }
}

async function open(answers: Partial<EngineApi>) {
  const notices = new Notices()
  const onImported = vi.fn()
  const state = new DatasetsState(fakeEngine({ listDatasets: async () => [], ...answers }), notices, onImported)
  await state.load(1)
  return { state, notices, onImported }
}

test('a file is sent in chunks, in order, and then read', async () => {
  const sent: string[] = []
  const { state, onImported } = await open({
    beginUpload: async (_, name, bytes) => void sent.push(`begin ${name} ${bytes}`),
    appendUpload: async (_, chunk) => void sent.push(`chunk ${chunk[0]} ${chunk.length}`),
    finishUpload: async (projectId) => {
      sent.push(`finish in ${projectId}`)
      return fakeDataset(5)
    }
  })
  await state.importFiles([file('x.csv', 2 * MEGABYTE + 3)])
  const megabyte = String(MEGABYTE)
  expect(sent).toEqual([
    `begin x.csv ${2 * MEGABYTE + 3}`,
    `chunk 0 ${megabyte}`,
    `chunk 1 ${megabyte}`,
    'chunk 2 3',
    'finish in 1'
  ])
  expect(state.items.map(({ id }) => id)).toEqual([5])
  expect(onImported).toHaveBeenCalledOnce()
  expect(state.jobs).toEqual([])
})

test('a file that cannot be read is said, and does not stop the next one', async () => {
  const { state, notices } = await open({
    beginUpload: async () => undefined,
    appendUpload: async () => undefined,
    finishUpload: vi
      .fn<EngineApi['finishUpload']>()
      .mockRejectedValueOnce(new AppError('noRows', 'The table has no data rows.', { file: 'bad.csv' }))
      .mockResolvedValueOnce(fakeDataset(6))
  })
  await state.importFiles([file('bad.csv', 4), file('good.csv', 4)])
  expect(notices.items.map(({ text }) => text)).toEqual(['The table has no data rows. (bad.csv)'])
  expect(state.items.map(({ id }) => id)).toEqual([6])
})

test('a cancelled upload sends no further chunk', async () => {
  const appendUpload = vi.fn<EngineApi['appendUpload']>()
  const cancelImport = vi.fn<EngineApi['cancelImport']>(async () => undefined)
  const { state, notices } = await open({ beginUpload: async () => undefined, appendUpload, cancelImport })
  appendUpload.mockImplementation(async (id) => state.cancelImport(id))
  await state.importFiles([file('x.csv', 5 * MEGABYTE)])
  expect(appendUpload).toHaveBeenCalledOnce()
  expect(cancelImport).toHaveBeenCalledOnce()
  expect(state.items).toEqual([])
  expect(notices.items.map(({ text }) => text)).toEqual(['Reading of x.csv was cancelled.'])
})

test('progress of the engine reaches the job, and none is left at the end', async () => {
  const { state } = await open({
    importPath: async (_, __, ___, id) => {
      state.showProgress(id, 3, 10)
      expect(state.jobs).toMatchObject([{ name: 'x.csv', stage: 'reading', bytesDone: 3, bytesTotal: 10 }])
      return fakeDataset(1)
    }
  })
  await state.importPath('/home/me/x.csv')
  expect(state.jobs).toEqual([])
})

test('an edit replaces the dataset and its pages; a refused one is handed to the field that asked', async () => {
  const refusal = new AppError('badUnit', 'no such unit')
  const { state } = await open({
    listDatasets: async () => [fakeDataset(1)],
    editDataset: vi
      .fn<EngineApi['editDataset']>()
      .mockResolvedValueOnce(fakeDataset(1, { canUndo: true }))
      .mockRejectedValueOnce(refusal)
  })
  state.select(1)
  const pages = state.pages
  expect(await state.edit({ kind: 'unit', column: 'a', unit: 'm' })).toBeNull()
  expect(state.current?.canUndo).toBe(true)
  expect(state.pages).not.toBe(pages)
  expect(await state.edit({ kind: 'unit', column: 'a', unit: 'xyz' })).toBe(refusal)
  expect(state.isBusy).toBe(false)
})

test('a second reading keeps the place and is no new dataset', async () => {
  const { state, onImported } = await open({
    listDatasets: async () => [fakeDataset(1)],
    reimport: async () => fakeDataset(1, { rows: 9 })
  })
  state.select(1)
  await state.reimport({ decimalMark: ',' })
  expect(state.current?.rows).toBe(9)
  expect(onImported).not.toHaveBeenCalled()
})

test('datasets of a project that is no longer open are dropped', async () => {
  let answer: (items: ReturnType<typeof fakeDataset>[]) => void = () => undefined
  const listDatasets = vi
    .fn<EngineApi['listDatasets']>(async () => [fakeDataset(2)])
    .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  const state = new DatasetsState(fakeEngine({ listDatasets }), new Notices(), () => undefined)
  const first = state.load(1)
  await state.load(2)
  answer([fakeDataset(1)])
  await first
  expect(state.items.map(({ id }) => id)).toEqual([2])
})

test('deleting the current dataset leaves none selected', async () => {
  const { state } = await open({ listDatasets: async () => [fakeDataset(1)], deleteDataset: async () => undefined })
  state.select(1)
  expect(await state.remove(1)).toBe(true)
  expect([state.current, state.pages]).toEqual([null, null])
})

test('a file that comes in before the project is open waits for it', async () => {
  const importPath = vi.fn<EngineApi['importPath']>(async () => fakeDataset(1))
  const api = fakeEngine({ listDatasets: async () => [], importPath })
  const state = new DatasetsState(api, new Notices(), () => undefined)
  const imported = state.importPath('/home/me/x.csv')
  await Promise.resolve()
  expect(importPath).not.toHaveBeenCalled()
  await state.load(7)
  await imported
  expect(importPath.mock.calls[0]?.slice(0, 2)).toEqual([7, '/home/me/x.csv'])
})
