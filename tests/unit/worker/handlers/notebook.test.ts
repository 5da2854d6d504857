import { expect, test } from 'vitest'
import { REQUEST } from '../store/sampleData.ts'
import { fakeDiscovery } from './fakeDiscovery.ts'
import { KEPLER, testEngine } from './testEngine.ts'

async function withLaws() {
  const { searches, startRunThread } = fakeDiscovery()
  const engine = await testEngine({ startRunThread })
  const { id: datasetId } = await engine.importText('kepler.csv', KEPLER)
  const { id: runId } = await engine.api.startRun(datasetId, REQUEST)
  searches[0]!.end('noLaw')
  const laws = []
  for (const formula of ['365.25*a^(3/2)', '1000*a', 'a^2']) laws.push(await engine.api.scoreFormula(runId, formula))
  const titles = async () => (await engine.api.listEntries(engine.projectId)).map(({ title }) => title)
  return { ...engine, datasetId, runId, laws, titles }
}

test('a law is pinned with its copy, and not twice', async () => {
  const { api, laws, projectId, datasetId, events } = await withLaws()
  const [law] = laws
  const entry = await api.pinLaw(law!.id)
  expect(entry).toMatchObject({
    projectId,
    datasetId,
    pinned: { kind: 'law', lawId: law!.id, law: { expression: law!.expression } },
    datasetName: 'kepler.csv',
    position: 0,
    text: ''
  })
  expect(entry.title).toBe('P = 365.25*a^(3/2)')
  expect(await api.pinLaw(law!.id)).toEqual(entry)
  expect(events).toContainEqual(['notebookChanged', projectId])
})

test('entries are moved, renamed, removed and put back', async () => {
  const { api, laws, titles } = await withLaws()
  const entries = []
  for (const { id } of laws) entries.push(await api.pinLaw(id))
  const [first, , third] = entries
  await api.editEntry(first!.id, { title: 'Kepler' })
  await api.editEntry(first!.id, { text: 'The third law.' })
  expect((await api.moveEntry(third!.id, 0)).map(({ id, position }) => [id, position])).toEqual([
    [third!.id, 0],
    [first!.id, 1],
    [entries[1]!.id, 2]
  ])
  await api.unpin(first!.id)
  expect(await titles()).toEqual(['P = a^2', 'P = 1000*a'])
  expect(await api.restoreEntry(first!.id)).toMatchObject({ title: 'Kepler', text: 'The third law.' })
  expect(await titles()).toEqual(['P = a^2', 'Kepler', 'P = 1000*a'])
  expect(await api.moveEntry(first!.id, 99)).toMatchObject([{}, {}, { id: first!.id }])
})

test('an entry outlives its dataset', async () => {
  const { api, laws, datasetId, titles } = await withLaws()
  await api.pinLaw(laws[0]!.id)
  await api.deleteDataset(datasetId)
  expect(await titles()).toEqual(['P = 365.25*a^(3/2)'])
})

test('what is not there is not found', async () => {
  const { api } = await withLaws()
  for (const call of [
    api.pinLaw(99),
    api.pinFinding(99, 'energy'),
    api.unpin(99),
    api.restoreEntry(99),
    api.editEntry(99, {}),
    api.moveEntry(99, 0)
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'notFound' })
  }
})
