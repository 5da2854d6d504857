import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dataFolder } from '../../../support/engine.ts'
import { KEPLER, testEngine } from './testEngine.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('an upload', () => {
  test('becomes a dataset from its chunks, in order, and its source is kept', async () => {
    const { api, projectId, sourcesDir, events } = await testEngine()
    const [first, second] = [KEPLER.slice(0, 50), KEPLER.slice(50)]
    await api.beginUpload('up', 'kepler.csv', KEPLER.length)
    await Promise.all([api.appendUpload('up', bytes(first)), api.appendUpload('up', bytes(second))])
    const dataset = await api.finishUpload(projectId, 'up', {})
    expect(dataset).toMatchObject({ name: 'kepler.csv', rows: 6, canUndo: false, warningCount: 0 })
    expect(dataset.columns.map(({ name, unit, role, kind }) => [name, unit, role, kind])).toEqual([
      ['planet', null, 'label', 'label'],
      ['a', 'm', 'input', 'number'],
      ['P', 's', 'target', 'number']
    ])
    expect(dataset.spark).toEqual(Float64Array.of(87.77, 224.7, 365.25, 686.95, 4332.62, 10759.2))
    expect(readdirSync(sourcesDir)).toHaveLength(1)
    expect(await api.rawText(dataset.id)).toBe(KEPLER)
    expect(await api.listDatasets(projectId)).toEqual([dataset])
    expect(events.map(([name]) => name)).toContain('importProgress')
    expect(events).toContainEqual(['datasetsChanged', projectId])
  })

  test('that lost bytes on the way is refused and leaves nothing behind', async () => {
    const { api, projectId, sourcesDir } = await testEngine()
    await api.beginUpload('up', 'kepler.csv', KEPLER.length)
    await api.appendUpload('up', bytes(KEPLER.slice(0, 50)))
    await expect(api.finishUpload(projectId, 'up', {})).rejects.toMatchObject({ code: 'fileFormat' })
    expect(readdirSync(sourcesDir)).toEqual([])
  })

  test('that sends more than it announced is refused', async () => {
    const { api, sourcesDir } = await testEngine()
    await api.beginUpload('up', 'a.csv', 3)
    await expect(api.appendUpload('up', bytes('x,y\n'))).rejects.toMatchObject({ code: 'badOption' })
    expect(readdirSync(sourcesDir)).toEqual([])
  })

  test('that cannot be read leaves no file and no dataset', async () => {
    const { api, projectId, sourcesDir } = await testEngine()
    await api.beginUpload('up', 'header.csv', 4)
    await api.appendUpload('up', bytes('x,y\n'))
    await expect(api.finishUpload(projectId, 'up', {})).rejects.toMatchObject({ code: 'noRows' })
    expect(readdirSync(sourcesDir)).toEqual([])
    expect(await api.listDatasets(projectId)).toEqual([])
  })

  test('that is cancelled half way is gone', async () => {
    const { api, projectId, sourcesDir } = await testEngine()
    await api.beginUpload('up', 'a.csv', 100)
    await api.appendUpload('up', bytes('x,y\n'))
    await api.cancelImport('up')
    expect(readdirSync(sourcesDir)).toEqual([])
    await expect(api.finishUpload(projectId, 'up', {})).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('cannot leave the folder of the sources by its name', async () => {
    const { api, projectId, folder, sourcesDir } = await testEngine()
    await api.beginUpload('up', '../../evil.csv', KEPLER.length)
    await api.appendUpload('up', bytes(KEPLER))
    await api.finishUpload(projectId, 'up', {})
    expect(readdirSync(folder)).toEqual(['sources'])
    expect(readdirSync(sourcesDir)[0]).toMatch(/evil\.csv$/)
  })

  test('shares its name with no other at the same time', async () => {
    const { api } = await testEngine()
    await api.beginUpload('up', 'a.csv', 10)
    await expect(api.beginUpload('up', 'b.csv', 10)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('goes on beside another one', async () => {
    const { api, projectId } = await testEngine()
    await Promise.all(['a', 'b'].map((id) => api.beginUpload(id, `${id}.csv`, KEPLER.length)))
    await Promise.all(['a', 'b'].map((id) => api.appendUpload(id, bytes(KEPLER))))
    await Promise.all(['a', 'b'].map((id) => api.finishUpload(projectId, id, {})))
    expect((await api.listDatasets(projectId)).map(({ name }) => name).sort()).toEqual(['a.csv', 'b.csv'])
  })
})

describe('a file of the user', () => {
  test('that is not there is refused by its own name', async () => {
    const { api, projectId, folder } = await testEngine()
    const path = join(folder, 'nope.csv')
    await expect(api.importPath(projectId, path, {}, 'i')).rejects.toMatchObject({
      code: 'fileNotFound',
      message: expect.stringContaining('nope.csv') as string
    })
  })

  test('that is being read can be cancelled', async () => {
    const { api, projectId, folder, sourcesDir } = await testEngine()
    const path = join(folder, 'long.csv')
    writeFileSync(path, 'x,y\n' + '1.5,2.5\n'.repeat(300_000))
    const reading = api.importPath(projectId, path, {}, 'long')
    reading.catch(() => {})
    await new Promise(setImmediate)
    await api.cancelImport('long')
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(sourcesDir) ? readdirSync(sourcesDir) : []).toEqual([])
    expect(await api.listDatasets(projectId)).toEqual([])
  })

  test('is read anew with corrected options; names and roles that still fit are kept, its runs keep the old reading', async () => {
    const { api, importText, store } = await testEngine()
    const text = 'x;y;z\n' + Array.from({ length: 8 }, (_, i) => `${i},5;${2 * i},25;${i * i}`).join('\n')
    const dataset = await importText('comma.csv', text)
    await api.editDataset(dataset.id, { kind: 'rename', column: 'x', name: 'time' })
    await api.editDataset(dataset.id, { kind: 'role', column: 'time', role: 'ignore' })
    const before = store.datasets.find(dataset.id)!.readingId
    const again = await api.reimport(dataset.id, { decimalMark: '.' }, 're')
    expect(again.options.decimalMark).toBe('.')
    expect(again.columns[0]).toMatchObject({ name: 'time', role: 'ignore' })
    expect(store.readings.find(before)).toBeNull()
    const back = await api.reimport(dataset.id, { decimalMark: ',' }, 're')
    expect(back.columns[0]).toMatchObject({ name: 'time', role: 'ignore', kind: 'number', min: 0.5, max: 7.5 })
  })
})

describe('a dataset', () => {
  test('is edited, undone and redone, and a new edit drops what could be redone', async () => {
    const { api, importText } = await testEngine()
    const { id } = await importText('kepler.csv', KEPLER)
    const names = async () => (await api.getDataset(id)).columns.map(({ name }) => name)
    await api.editDataset(id, { kind: 'derive', name: 'q', formula: 'P^2/a^3' })
    const filtered = await api.editDataset(id, { kind: 'filter', condition: 'a > 1' })
    expect(filtered).toMatchObject({ rows: 3, totalRows: 6, filters: ['a > 1'], canUndo: true, canRedo: false })
    expect(filtered.columns[3]).toMatchObject({ name: 'q', formula: 'P^2/a^3', role: 'input' })
    expect(await api.undoDataset(id)).toMatchObject({ rows: 6, filters: [], canUndo: true, canRedo: true })
    expect(await api.undoDataset(id)).toMatchObject({ canUndo: false, canRedo: true })
    expect(await api.undoDataset(id)).toMatchObject({ canUndo: false, canRedo: true })
    expect(await names()).toEqual(['planet', 'a', 'P'])
    await api.redoDataset(id)
    expect(await names()).toEqual(['planet', 'a', 'P', 'q'])
    const next = await api.editDataset(id, { kind: 'rename', column: 'q', name: 'kepler' })
    expect(next).toMatchObject({ canRedo: false, rows: 6 })
    expect(await api.redoDataset(id)).toEqual(next)
  })

  test('takes edits that come at once one after another, and none is lost', async () => {
    const { api, importText } = await testEngine()
    const { id } = await importText('kepler.csv', KEPLER)
    await Promise.all([
      api.editDataset(id, { kind: 'derive', name: 'q', formula: 'P^2/a^3' }),
      api.editDataset(id, { kind: 'rename', column: 'q', name: 'kepler' }),
      api.renameDataset(id, 'Planets'),
      api.editDataset(id, { kind: 'filter', condition: 'kepler > 0' })
    ])
    const dataset = await api.getDataset(id)
    expect(dataset).toMatchObject({ name: 'Planets', rows: 6, filters: ['kepler > 0'] })
    expect(dataset.columns.map(({ name }) => name)).toEqual(['planet', 'a', 'P', 'kepler'])
  })

  test('whose filter is taken back has its rows again, and that too can be undone', async () => {
    const { api, importText } = await testEngine()
    const { id } = await importText('kepler.csv', KEPLER)
    await api.editDataset(id, { kind: 'filter', condition: 'a > 1' })
    expect(await api.editDataset(id, { kind: 'unfilter', index: 0 })).toMatchObject({ rows: 6, filters: [] })
    expect(await api.undoDataset(id)).toMatchObject({ rows: 3, filters: ['a > 1'] })
  })

  test('that refuses an edit stays as it was', async () => {
    const { api, importText } = await testEngine()
    const dataset = await importText('kepler.csv', KEPLER)
    await expect(api.editDataset(dataset.id, { kind: 'unit', column: 'a', unit: 'blorp' })).rejects.toMatchObject({
      code: 'badUnit'
    })
    expect(await api.getDataset(dataset.id)).toEqual(dataset)
  })

  test('gives its cells by pages, cut to the rows that there are', async () => {
    const { api, importText } = await testEngine()
    const { id } = await importText('kepler.csv', KEPLER)
    expect(await api.readRows(id, 4, 100)).toEqual({
      start: 4,
      count: 2,
      columns: [
        { name: 'planet', cells: ['Jupiter', 'Saturn'] },
        { name: 'a', cells: Float64Array.of(5.2, 9.51) },
        { name: 'P', cells: Float64Array.of(4332.62, 10759.2) }
      ]
    })
    expect(await api.readRows(id, 99, 5)).toMatchObject({ start: 6, count: 0 })
  })

  test('that is deleted takes its source along', async () => {
    const { api, importText, projectId, sourcesDir } = await testEngine()
    const { id } = await importText('kepler.csv', KEPLER)
    await api.deleteDataset(id)
    expect(await api.listDatasets(projectId)).toEqual([])
    expect(readdirSync(sourcesDir)).toEqual([])
    await expect(api.getDataset(id)).rejects.toMatchObject({ code: 'notFound' })
  })

  test('keeps values, edits and summary over a restart; files that belong to nothing are swept away', async () => {
    const { path, remove } = dataFolder()
    onTestFinished(remove)
    const [file, sourcesDir] = [join(path, 'lawsmith.sqlite'), join(path, 'sources')]
    const first = await testEngine({ sourcesDir }, file)
    const { id } = await first.importText('kepler.csv', KEPLER)
    const edited = await first.api.editDataset(id, { kind: 'filter', condition: 'a > 5' })
    await first.close()
    writeFileSync(join(sourcesDir, 'left-over.csv'), 'x')
    const second = await testEngine({ sourcesDir }, file)
    expect(await second.api.listDatasets(first.projectId)).toEqual([edited])
    expect((await second.api.readRows(id, 0, 9)).columns[0]!.cells).toEqual(['Jupiter', 'Saturn'])
    expect(await second.api.undoDataset(id)).toMatchObject({ rows: 6 })
    expect(await second.api.rawText(id)).toBe(KEPLER)
    expect(readdirSync(sourcesDir)).toHaveLength(1)
  })
})

test('the samples of the gallery come with their question set', async () => {
  const { api, projectId } = await testEngine()
  const samples = await api.listSamples()
  const kepler = samples.find(({ id }) => id === 'kepler')!
  const dataset = await api.importSample(projectId, 'kepler')
  expect(dataset.name).toBe(kepler.title)
  const roleOf = (name: string) => dataset.columns.find((column) => column.name === name)?.role
  expect(roleOf(kepler.target!)).toBe('target')
  expect(kepler.inputs.map(roleOf)).toEqual(kepler.inputs.map(() => 'input'))
  const orbits = await api.importSample(projectId, 'orbits')
  expect(orbits.columns.map(({ role }) => role)).toEqual(['group', 'time', 'input', 'input', 'input', 'input'])
  await expect(api.importSample(projectId, 'nope')).rejects.toMatchObject({ code: 'notFound' })
})
