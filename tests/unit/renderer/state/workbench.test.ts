import { expect, test, vi } from 'vitest'
import type { RunRequest } from '../../../../src/shared/domain/run.ts'
import type { EngineApi } from '../../../../src/shared/rpc/api.ts'
import type { Memory } from '../../../../src/renderer/src/state/memory.ts'
import { engineEvents } from '../../../../src/renderer/src/state/engineEvents.ts'
import { Workbench } from '../../../../src/renderer/src/state/workbench.svelte.ts'
import {
  fakeDataset,
  fakeEngine,
  fakeLaw,
  fakeMemory,
  fakeProject,
  fakeRun,
  fakeSnapshot,
  fakeSurroundings
} from '../../../support/fakeEngine.ts'

const engine = (answers: Partial<EngineApi> = {}) =>
  fakeEngine({
    currentProject: async () => fakeProject,
    listProjects: async () => [fakeProject],
    listSamples: async () => [],
    listDatasets: async () => [fakeDataset(1), fakeDataset(2)],
    listRuns: async () => [fakeRun(1), fakeRun(2, { datasetId: 2 })],
    listEntries: async () => [],
    getSnapshot: async () => fakeSnapshot,
    listLaws: async (runId) => [fakeLaw(10 * runId, { runId }), fakeLaw(10 * runId + 1, { runId })],
    lawEvidence: async () => ({ tabs: {} }),
    ...answers
  })

async function open(answers: Partial<EngineApi> = {}, memory: Memory = fakeMemory()) {
  const workbench = new Workbench(engine(answers), fakeSurroundings(memory).surroundings)
  await workbench.open()
  return workbench
}

test('the first visit shows the first dataset with its newest run', async () => {
  const workbench = await open()
  expect(workbench.health.connection).toBe('ready')
  expect([workbench.tab, workbench.currentDataset?.id, workbench.currentRun?.id]).toEqual(['data', 1, 1])
  expect(workbench.isEmpty).toBe(false)
})

test('a reload comes back to the same tab, dataset, run and law', async () => {
  const memory = fakeMemory()
  const before = await open({}, memory)
  await before.selectDataset(2)
  before.showTab('laws')
  await before.selectLaw(21)
  const after = await open({}, memory)
  expect([after.tab, after.currentDataset?.id, after.currentRun?.id, after.laws.selected?.id]).toEqual([
    'laws',
    2,
    2,
    21
  ])
})

test('a place that is gone is no obstacle', async () => {
  const memory = fakeMemory()
  const before = await open({}, memory)
  await before.selectDataset(2)
  before.showTab('laws')
  const after = await open({ listDatasets: async () => [], listRuns: async () => [] }, memory)
  expect([after.tab, after.currentDataset, after.isEmpty]).toEqual(['data', null, true])
})

test('a place in an unreadable form is forgotten', async () => {
  const memory = fakeMemory()
  memory.remember('place', { tab: 'moon' })
  expect((await open({}, memory)).tab).toBe('data')
})

test('a sample is opened in Data, ready to be discovered', async () => {
  const sample = { id: 'kepler', title: 'Planets', fileName: 'kepler.csv' }
  const workbench = await open({
    listDatasets: async () => [],
    listRuns: async () => [],
    importSample: async () => fakeDataset(3)
  })
  expect(workbench.isEmpty).toBe(true)
  await workbench.openSample(sample as Parameters<typeof workbench.openSample>[0])
  expect([workbench.tab, workbench.currentDataset?.id, workbench.isEmpty]).toEqual(['data', 3, false])
  expect(workbench.discoverObstacle).toBeNull()
})

test('Discover starts a run and shows it; its end opens the laws', async () => {
  const workbench = await open({ startRun: async () => fakeRun(5, { status: 'running', finishedAt: null }) })
  await workbench.discover()
  expect([workbench.tab, workbench.currentRun?.id]).toEqual(['discover', 5])
  workbench.events.runChanged(fakeRun(5, { lawCount: 2 }))
  expect(workbench.tab).toBe('laws')
})

test('a run can begin with the laws of an earlier one', async () => {
  const requests: RunRequest[] = []
  const startRun = async (_: number, request: RunRequest) => {
    requests.push(request)
    return fakeRun(5, { status: 'running', finishedAt: null })
  }
  const workbench = await open({ startRun })
  await workbench.discover(['2*a', 'a^2'])
  await workbench.discover()
  expect(requests.map(({ seeds }) => seeds)).toEqual([['2*a', 'a^2'], []])
})

test('the end of a run takes nobody away from another tab', async () => {
  const workbench = await open({ startRun: async () => fakeRun(5, { status: 'running', finishedAt: null }) })
  await workbench.discover()
  workbench.showTab('data')
  workbench.events.runChanged(fakeRun(5, { lawCount: 2 }))
  expect(workbench.tab).toBe('data')
})

test('a run that found nothing stays where it is', async () => {
  const workbench = await open({ startRun: async () => fakeRun(5, { status: 'running', finishedAt: null }) })
  await workbench.discover()
  workbench.events.runChanged(fakeRun(5, { lawCount: 0, verdict: 'none' }))
  expect(workbench.tab).toBe('discover')
})

test('Discover without a target says what is missing', async () => {
  const workbench = await open({
    listDatasets: async () => [fakeDataset(1, { columns: [] })],
    listRuns: async () => []
  })
  await workbench.discover()
  expect(workbench.notices.items[0]?.text).toBe('Give one column the role “target” in Data.')
  expect(workbench.tab).toBe('data')
})

test('after a restart of the engine the interrupted run can be resumed', async () => {
  const resumeRun = vi.fn<EngineApi['resumeRun']>(async () => fakeRun(1, { status: 'running' }))
  const listRuns = vi
    .fn<EngineApi['listRuns']>(async () => [fakeRun(1, { status: 'interrupted' })])
    .mockResolvedValueOnce([fakeRun(1, { status: 'running', finishedAt: null })])
  const workbench = await open({ listRuns, resumeRun })
  workbench.events.engineRestarted('the process was killed')
  await vi.waitFor(() => expect(workbench.currentRun?.status).toBe('interrupted'))
  expect(workbench.health.restart).toEqual({ reason: 'the process was killed', runId: 1 })
  await workbench.resumeInterrupted()
  expect(resumeRun).toHaveBeenCalledWith(1, expect.objectContaining({ threads: 3 }))
  expect(workbench.health.restart).toBeNull()
})

test('a snapshot of another run is not shown', async () => {
  const workbench = await open()
  const other = { ...fakeSnapshot, verdict: 'law' as const }
  workbench.events.runSnapshot(2, other)
  expect(workbench.runs.snapshot).toBe(fakeSnapshot)
  workbench.events.runSnapshot(1, other)
  expect(workbench.runs.snapshot).toBe(other)
})

test('tabs that would be empty cannot be shown', async () => {
  const workbench = await open({ listDatasets: async () => [], listRuns: async () => [] })
  expect((['data', 'discover', 'laws', 'notebook'] as const).map((tab) => workbench.canShow(tab))).toEqual([
    true,
    false,
    false,
    false
  ])
})

test('deleting a dataset shows the next one with its run', async () => {
  const listRuns = vi
    .fn<EngineApi['listRuns']>(async () => [fakeRun(2, { datasetId: 2 })])
    .mockResolvedValueOnce([fakeRun(1), fakeRun(2, { datasetId: 2 })])
  const workbench = await open({ listRuns, deleteDataset: async () => undefined })
  await workbench.deleteDataset(1)
  expect([workbench.currentDataset?.id, workbench.currentRun?.id]).toEqual([2, 2])
})

test('a table that no method can read stops Discover with the reason, until the table changes', async () => {
  const offer = { id: 'powerLaw', kind: 'formula', name: 'Power law', options: [] } as const
  const reason = 'data 1 has 1 row; at least 4 are needed'
  const workbench = await open({
    offerMethods: async () => [{ ...offer, summary: '', reference: '', reason }],
    editDataset: async () => fakeDataset(1, { name: 'mended' })
  })
  expect(workbench.discoverObstacle).toBeNull() // the methods have not been asked
  await workbench.runs.loadOffers()
  expect(workbench.discoverObstacle).toBe(reason)
  await workbench.datasets.edit({ kind: 'fill', column: 'a', row: 0, value: 1 })
  expect(workbench.discoverObstacle).toBeNull()
})

test('runs of another project are none of this one', async () => {
  const workbench = await open()
  const { runChanged } = engineEvents(workbench)
  runChanged(fakeRun(3, { datasetId: 2 }))
  runChanged(fakeRun(4, { datasetId: 77 }))
  expect(workbench.runs.items.map(({ id }) => id)).toContain(3)
  expect(workbench.runs.items.map(({ id }) => id)).not.toContain(4)
})
