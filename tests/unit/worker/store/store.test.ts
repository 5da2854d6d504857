import { beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../../../src/worker/store/store.ts'
import { keplerLaw, planets, REQUEST, snapshot, summary } from './sampleData.ts'

let store: Store
let projectId: number

/** A dataset with one reading, as an import leaves it. */
function addDataset(): { datasetId: number; readingId: number } {
  const result = planets()
  const datasetId = store.datasets.insert(projectId, 'planets', '/kept/planets.csv', 5)
  const readingId = store.readings.insert(datasetId, result, 5)
  result.dataset.columns.forEach((column, i) => store.columns.insert(readingId, i, column))
  const state = { name: 'planets', readingId, edits: [], appliedEdits: 0, summary: summary(datasetId, projectId) }
  store.datasets.update(datasetId, state)
  return { datasetId, readingId }
}

function addRun(): number {
  const { datasetId, readingId } = addDataset()
  return store.runs.insert(
    { datasetId, readingId, edits: [], title: 'P = f(a)', request: REQUEST, createdAt: 6 },
    snapshot()
  )
}

beforeEach(() => {
  store = openStore(':memory:', 0)
  projectId = store.projects.insert('Planets', 1)
})

describe('projects', () => {
  test('the project opened last comes first', () => {
    const second = store.projects.insert('Falling', 2)
    expect(store.projects.list().map(({ name }) => name)).toEqual(['Falling', 'Planets'])
    store.projects.markOpened(projectId, 3)
    store.projects.rename(second, 'Free fall')
    expect(store.projects.list().map(({ name }) => name)).toEqual(['Planets', 'Free fall'])
  })

  test('a project takes its datasets, runs and laws with it', () => {
    const runId = addRun()
    store.laws.replace(runId, [{ law: keplerLaw(), origin: 'search' }])
    const lawId = store.laws.list(runId)[0]!.id
    store.projects.remove(projectId)
    expect(store.runs.find(runId)).toBeNull()
    expect(store.laws.find(lawId)).toBeNull()
  })
})

describe('datasets', () => {
  test('columns come back bit for bit, with missing cells, labels and dimensions', () => {
    const { readingId } = addDataset()
    expect(store.columns.list(readingId)).toEqual(planets().dataset.columns)
  })

  test('a column that is a part of a larger buffer is kept without the rest', () => {
    const { readingId } = addDataset()
    const values = Float64Array.of(1, 2, 3, 4).subarray(1, 3)
    const variable = { name: 'part', unit: null, dimension: null }
    store.columns.insert(readingId, 3, { kind: 'number', variable, role: 'input', values, origin: null })
    expect(store.columns.list(readingId)[3]).toMatchObject({ values: Float64Array.of(2, 3) })
  })

  test('reading and summary come back as they were', () => {
    const { datasetId, readingId } = addDataset()
    const { options, warnings } = planets()
    expect(store.readings.find(readingId)).toMatchObject({
      tableName: 'planets',
      rows: 3,
      options,
      warnings,
      hash: 'f00d'
    })
    expect(store.datasets.find(datasetId)?.summary).toEqual(summary(datasetId, projectId))
  })

  test('a dataset is hidden until it has a reading', () => {
    const datasetId = store.datasets.insert(projectId, 'half', '/kept/half.csv', 5)
    expect(store.datasets.find(datasetId)).toBeNull()
    expect(store.datasets.list(projectId)).toEqual([])
    store.datasets.removeUnread()
    expect(store.datasets.sourcePaths()).toEqual([])
  })

  test('a replaced reading stays as long as a run refers to it', () => {
    const runId = addRun()
    const { datasetId, readingId } = store.runs.find(runId)!
    const next = store.readings.insert(datasetId, planets(), 7)
    const state = {
      name: 'planets',
      readingId: next,
      edits: [],
      appliedEdits: 0,
      summary: summary(datasetId, projectId)
    }
    store.datasets.update(datasetId, state)
    store.readings.removeSuperseded()
    expect(store.columns.list(readingId)).toHaveLength(3)
    store.runs.remove(runId)
    store.readings.removeSuperseded()
    expect(store.readings.find(readingId)).toBeNull()
    expect(store.columns.list(readingId)).toEqual([])
    expect(store.readings.find(next)).not.toBeNull()
  })
})

describe('runs', () => {
  test('request, snapshot and checkpoint come back as they were, NaN and typed arrays included', () => {
    const runId = addRun()
    store.runs.setSnapshot(runId, snapshot([keplerLaw()]))
    const checkpoint = { random: new Uint32Array([1, 2]), islands: new Map([[1, [NaN, -0]]]) }
    store.runs.setCheckpoint(runId, checkpoint)
    expect(store.runs.find(runId)).toMatchObject({
      projectId,
      request: REQUEST,
      status: 'waiting',
      progress: snapshot().progress
    })
    expect(store.runs.snapshot(runId)).toEqual(snapshot([keplerLaw()]))
    expect(store.runs.checkpoint(runId)).toEqual(checkpoint)
  })

  test.each([
    ['waiting', 'interrupted'],
    ['running', 'interrupted'],
    ['paused', 'interrupted'],
    ['done', 'done'],
    ['stopped', 'stopped'],
    ['failed', 'failed']
  ] as const)('a run left %s is %s for the next engine', (left, found) => {
    const runId = addRun()
    store.runs.setState(runId, { status: left, stopReason: null, error: null, finishedAt: null })
    store.runs.markInterrupted(9)
    expect(store.runs.find(runId)?.status).toBe(found)
  })
})

describe('laws', () => {
  test('a law keeps its number while the run holds its key, and is found until the run ends', () => {
    const runId = addRun()
    const search = (keys: readonly string[]) =>
      store.laws.replace(runId, keys.map((key) => ({ law: keplerLaw(key), origin: 'search' }))) // prettier-ignore
    search(['a', 'b'])
    const [a, b] = store.laws.list(runId)
    search(['b', 'c'])
    expect(store.laws.list(runId).map(({ id, law, rank }) => [id, law.key, rank])).toEqual([
      [b!.id, 'b', 1],
      [expect.any(Number), 'c', 2]
    ])
    expect(store.laws.find(a!.id)?.rank).toBeNull()
    expect(store.runs.find(runId)?.lawCount).toBe(2)
    store.laws.removeUnranked(runId)
    expect(store.laws.find(a!.id)).toBeNull()
  })

  test('a law comes back as it was, infinities included', () => {
    const runId = addRun()
    store.laws.replace(runId, [{ law: keplerLaw(), origin: 'user' }])
    expect(store.laws.list(runId)[0]).toMatchObject({ origin: 'user', law: keplerLaw() })
  })

  test('a failing transaction leaves nothing behind', () => {
    const runId = addRun()
    const work = () =>
      store.transaction(() => {
        store.laws.replace(runId, [{ law: keplerLaw(), origin: 'search' }])
        throw new Error('half way')
      })
    expect(work).toThrow('half way')
    expect(store.laws.list(runId)).toEqual([])
  })
})

describe('notebook', () => {
  const pin = (lawId: number) =>
    store.notebook.insert({
      projectId,
      title: `law ${lawId}`,
      text: '',
      pinned: { kind: 'law', law: keplerLaw(), lawId },
      datasetId: 1,
      datasetName: 'planets',
      createdAt: 3
    })
  const titles = () => store.notebook.list(projectId).map(({ title }) => title)

  test('entries are added at the end, can be ordered anew, removed and put back in their place', () => {
    const [first, second, third] = [pin(1), pin(2), pin(3)]
    expect(titles()).toEqual(['law 1', 'law 2', 'law 3'])
    store.notebook.order([third, first, second])
    expect(titles()).toEqual(['law 3', 'law 1', 'law 2'])
    store.notebook.remove(first, 4)
    expect(titles()).toEqual(['law 3', 'law 2'])
    store.notebook.restore(first)
    expect(titles()).toEqual(['law 3', 'law 1', 'law 2'])
  })

  test('an entry outlives the law and the dataset that it came from', () => {
    const runId = addRun()
    store.laws.replace(runId, [{ law: keplerLaw(), origin: 'search' }])
    const entryId = pin(store.laws.list(runId)[0]!.id)
    store.datasets.remove(store.runs.find(runId)!.datasetId)
    expect(store.notebook.find(entryId)?.pinned).toMatchObject({ kind: 'law', law: keplerLaw() })
  })
})
