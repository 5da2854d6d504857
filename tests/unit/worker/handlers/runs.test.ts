import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { NO_KNOWLEDGE } from '../../../../src/shared/domain/knowledge.ts'
import type { DiscoveryCheckpoint } from '../../../../src/worker/search/runTask.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { dataFolder } from '../../../support/engine.ts'
import { keplerLaw, REQUEST } from '../store/sampleData.ts'
import { fakeDiscovery } from './fakeDiscovery.ts'
import { KEPLER, testEngine } from './testEngine.ts'

const CHECKPOINT = {
  methods: [{ isDone: false, state: { generation: 7 }, seconds: 1 }]
} as unknown as DiscoveryCheckpoint

async function withKepler(file?: string, sourcesDir?: string) {
  const { searches, startRunThread } = fakeDiscovery()
  const engine = await testEngine({ startRunThread, ...(sourcesDir === undefined ? {} : { sourcesDir }) }, file)
  const { id: datasetId } = await engine.importText('kepler.csv', KEPLER)
  const start = (change: Partial<typeof REQUEST> = {}) => engine.api.startRun(datasetId, { ...REQUEST, ...change })
  return { ...engine, searches, datasetId, start }
}

describe('a run', () => {
  test('is titled by its question, works on the table as it stands and tells the windows', async () => {
    const { api, start, searches, datasetId, events } = await withKepler()
    await api.editDataset(datasetId, { kind: 'filter', condition: 'a < 9' })
    const run = await start()
    expect(run).toMatchObject({ title: 'P = f(a)', status: 'running', canResume: false, datasetId })
    expect(searches[0]!.job).toMatchObject({ seed: 1, threads: 1, seconds: 10, checkpoint: null, problem: { n: 5 } })
    expect(events).toContainEqual(['runChanged', expect.objectContaining({ id: run.id, status: 'running' })])
  })

  test('ends with its laws, verdict and reason stored', async () => {
    const { api, start, searches, events } = await withKepler()
    const { id } = await start()
    const ended = api.awaitRun(id)
    searches[0]!.report([keplerLaw('a', 5), keplerLaw('b', 9)])
    expect(await api.getSnapshot(id)).toMatchObject({ laws: [{ key: 'a' }, { key: 'b' }] })
    searches[0]!.end('explained', [keplerLaw('b', 1)])
    expect(await ended).toMatchObject({ status: 'done', stopReason: 'explained', lawCount: 1, canResume: false })
    expect(await api.listLaws(id)).toMatchObject([{ key: 'b', rank: 1, runId: id, infix: '365.25*a^(3/2)' }])
    expect(events.filter(([name]) => name === 'runSnapshot')).toHaveLength(2)
    expect(events).toContainEqual(['lawsChanged', id])
  })

  test('waits while another is at work, and begins when that one ends', async () => {
    const { api, start, searches } = await withKepler()
    const first = await start()
    const second = await start()
    expect(second.status).toBe('waiting')
    expect(searches).toHaveLength(1)
    searches[0]!.end('timeLimit')
    expect(await api.getRun(second.id)).toMatchObject({ status: 'running' })
    expect(await api.getRun(first.id)).toMatchObject({ status: 'done', canResume: true })
  })

  test('gives its place away while it is paused, and waits for it again', async () => {
    const { api, start, searches } = await withKepler()
    const [first, second] = [await start(), await start()]
    expect(await api.pauseRun(first.id)).toMatchObject({ status: 'paused', canResume: true })
    expect(await api.awaitRun(first.id)).toMatchObject({ status: 'paused' })
    expect(await api.getRun(second.id)).toMatchObject({ status: 'running' })
    expect(await api.resumeRun(first.id, {})).toMatchObject({ status: 'waiting' })
    searches[1]!.end('explained')
    expect(await api.getRun(first.id)).toMatchObject({ status: 'running' })
    expect(searches[0]!.asked).toEqual(['pause', 'resume'])
  })

  test('resumed with other settings goes on from its checkpoint in new threads', async () => {
    const { api, start, searches } = await withKepler()
    const { id } = await start()
    searches[0]!.callbacks.onCheckpoint(CHECKPOINT)
    searches[0]!.report([])
    await api.pauseRun(id)
    expect(await api.resumeRun(id, { threads: 2 })).toMatchObject({ status: 'running', request: { threads: 2 } })
    expect(searches[0]!.asked).toEqual(['pause', 'stop'])
    // the stretch is what is left of 10 s after the 1.5 s that the snapshot tells of
    expect(searches[1]!.job).toMatchObject({ threads: 2, seconds: 8.5, checkpoint: CHECKPOINT })
  })

  test('stopped by the user keeps what it found and can go on', async () => {
    const { api, start, searches } = await withKepler()
    const { id } = await start()
    searches[0]!.report([keplerLaw()])
    expect(await api.stopRun(id)).toMatchObject({
      status: 'stopped',
      stopReason: 'stoppedByUser',
      lawCount: 1,
      canResume: true
    })
    expect(await api.stopRun(id)).toMatchObject({ status: 'stopped' })
    expect(await api.resumeRun(id, {})).toMatchObject({ status: 'running', stopReason: null, finishedAt: null })
  })

  test('stopped while it waits never begins', async () => {
    const { api, start, searches } = await withKepler()
    const [, second] = [await start(), await start()]
    expect(await api.stopRun(second.id)).toMatchObject({ status: 'stopped' })
    searches[0]!.end('explained')
    expect(searches).toHaveLength(1)
  })

  test('that came to its own end cannot be resumed', async () => {
    const { api, start, searches } = await withKepler()
    const { id } = await start()
    searches[0]!.end('exhausted')
    await expect(api.resumeRun(id, {})).rejects.toMatchObject({ code: 'conflict' })
  })

  test('whose threads die is interrupted, the bug is reported, and the next one begins', async () => {
    const { api, start, searches, reportBug } = await withKepler()
    const [first, second] = [await start(), await start()]
    searches[0]!.callbacks.onCheckpoint(CHECKPOINT)
    searches[0]!.callbacks.onError(new Error('out of memory'))
    const run = await api.getRun(first.id)
    expect(run).toMatchObject({ status: 'interrupted', canResume: true, error: { code: 'engineStopped' } })
    expect(run.error?.message).toContain('out of memory')
    expect(reportBug).toHaveBeenCalledOnce()
    expect(await api.getRun(second.id)).toMatchObject({ status: 'running' })
    await api.stopRun(second.id)
    await api.resumeRun(first.id, {})
    expect(searches[2]!.job).toMatchObject({ checkpoint: CHECKPOINT })
  })

  test('that the search refuses has failed for the reason given', async () => {
    const { api, start, searches, reportBug } = await withKepler()
    const { id } = await start()
    searches[0]!.callbacks.onError(new AppError('methodRefuses', 'zeros in a'))
    expect(await api.getRun(id)).toMatchObject({
      status: 'failed',
      error: { code: 'methodRefuses', message: 'zeros in a' }
    })
    expect(reportBug).not.toHaveBeenCalled()
  })

  test('is interrupted by the end of its engine and goes on in the next one', async () => {
    const { path, remove } = dataFolder()
    onTestFinished(remove)
    const [file, sourcesDir] = [join(path, 'lawsmith.sqlite'), join(path, 'sources')]
    const first = await withKepler(file, sourcesDir)
    const { id } = await first.start()
    first.searches[0]!.callbacks.onCheckpoint(CHECKPOINT)
    first.searches[0]!.report([keplerLaw()])
    await first.close()
    expect(first.searches[0]!.asked).toEqual(['kill'])
    const { searches, startRunThread } = fakeDiscovery()
    const { api } = await testEngine({ startRunThread, sourcesDir }, file)
    expect(await api.getRun(id)).toMatchObject({ status: 'interrupted', canResume: true, lawCount: 1 })
    expect(await api.resumeRun(id, {})).toMatchObject({ status: 'running' })
    expect(searches[0]!.job).toMatchObject({ checkpoint: CHECKPOINT })
  })
})

describe('a request is refused with', () => {
  test.each([
    [{ target: 'speed' }, 'unknownColumn'],
    [{ target: 'planet' }, 'notNumeric'],
    [{ inputs: [] }, 'noInputs'],
    [{ inputs: ['b'] }, 'unknownColumn'],
    [{ knowledge: { ...NO_KNOWLEDGE, constraints: [{ kind: 'increasing' as const, input: 'b' }] } }, 'unknownColumn'],
    [{ knowledge: { ...NO_KNOWLEDGE, template: 'P = f(a' } }, 'badFormula'],
    [{ knowledge: { ...NO_KNOWLEDGE, definitions: ['sinc'] } }, 'badFormula'],
    [{ threads: 0 }, 'badOption'],
    [{ methods: [{ id: 'alchemy', options: {} }] }, 'unknownMethod'],
    [{ methods: [{ id: 'powerLaw', options: { nonsense: 1 } }] }, 'badOption'],
    [{ seeds: ['a +'] }, 'badFormula']
  ] as const)('%j: %s, and no run is made', async (change, code) => {
    const { api, start, projectId, searches } = await withKepler()
    await expect(start(change as Partial<typeof REQUEST>)).rejects.toMatchObject({ name: 'AppError', code })
    expect(await api.listRuns(projectId)).toEqual([])
    expect(searches).toEqual([])
  })

  test('a constant target: constantTarget; a table of three rows: tooFewRows', async () => {
    const { api, importText } = await withKepler()
    const constant = await importText('c.csv', 'x,y\n1,2\n2,2\n3,2\n4,2\n5,2\n')
    await expect(api.startRun(constant.id, { ...REQUEST, target: 'y' })).rejects.toMatchObject({
      code: 'constantTarget'
    })
    const short = await importText('s.csv', 'x,y\n1,2\n2,3\n3,5\n')
    await expect(api.startRun(short.id, { ...REQUEST, target: 'y' })).rejects.toMatchObject({ code: 'tooFewRows' })
  })
})

describe('deleting', () => {
  test('is refused while a run is at work, for the run, its dataset and its project', async () => {
    const { api, start, datasetId, projectId } = await withKepler()
    const { id } = await start()
    for (const call of [api.deleteRun(id), api.deleteDataset(datasetId), api.deleteProject(projectId)]) {
      await expect(call).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('P = f(a)') as string
      })
    }
    expect(await api.getRun(id)).toMatchObject({ status: 'running' })
  })

  test('a paused run ends its threads', async () => {
    const { api, start, searches, datasetId, projectId } = await withKepler()
    const { id } = await start()
    await api.pauseRun(id)
    await api.deleteDataset(datasetId)
    expect(searches[0]!.asked).toEqual(['pause', 'kill'])
    expect(await api.listRuns(projectId)).toEqual([])
    await expect(api.getRun(id)).rejects.toMatchObject({ code: 'notFound' })
  })

  test('a run frees the reading that it alone used', async () => {
    const { api, start, searches, store, datasetId } = await withKepler()
    const { id } = await start()
    searches[0]!.end('explained')
    const { readingId } = store.runs.find(id)!
    await api.reimport(datasetId, { headerRow: 1 }, 're')
    expect(store.readings.find(readingId)).not.toBeNull()
    await api.deleteRun(id)
    expect(store.readings.find(readingId)).toBeNull()
  })
})

test('methods are offered with the reason why they do not fit; a question that cannot be asked fits none', async () => {
  const { api, datasetId } = await withKepler()
  const known = await api.listMethods()
  expect(known.map(({ id }) => id)).toContain('powerLaw')
  const offers = await api.offerMethods(datasetId, 'P', null)
  expect(offers.map(({ id }) => id)).toEqual(known.map(({ id }) => id))
  expect(offers.find(({ id }) => id === 'powerLaw')?.reason).toBeNull()
  const none = await api.offerMethods(datasetId, 'planet', null)
  const formulas = none.filter(({ kind }) => kind === 'formula')
  expect(formulas.every(({ reason }) => reason?.includes('planet'))).toBe(true)
})

test('snapshots are written down every two seconds at most', async () => {
  const { searches, start, store } = await withKepler()
  const write = vi.spyOn(store.runs, 'setSnapshot')
  await start()
  // the clock of the test goes on by a millisecond each time that it is read: far fewer than 2000 in all
  for (let i = 0; i < 50; i++) searches[0]!.report([keplerLaw('a', i)])
  expect(write).toHaveBeenCalledOnce()
  searches[0]!.end('explained')
  expect(write).toHaveBeenCalledTimes(2)
})
