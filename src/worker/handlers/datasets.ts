import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Column, DatasetSummary, ImportResult } from '../../shared/domain/dataset.ts'
import type { Sample } from '../../shared/domain/notebook.ts'
import { AppError } from '../../shared/errors.ts'
import type { DatasetsApi } from '../../shared/rpc/api.ts'
import { guessTarget } from '../io/guessTarget.ts'
import { listSamples } from '../io/samples.ts'
import type { DatasetState } from '../store/datasetTable.ts'
import { appliedEdits, type DatasetDesk } from './datasetDesk.ts'
import { applyEdit, applyEdits, fittingEdits, unedited, type EditedTable } from './editTable.ts'
import type { EngineDeps } from './engineDeps.ts'
import { found } from './found.ts'
import { learnColumns } from './columnStatistics.ts'
import { createImports, type ReadFile } from './imports.ts'
import { itemName } from './itemName.ts'
import { readHead } from './readHead.ts'
import { rowsPage } from './rowsPage.ts'
import type { RunDesk } from './runDesk.ts'
import type { Spool } from './spool.ts'
import type { TableCache } from './tableCache.ts'
import { createTurns } from './turns.ts'

type ChangedState = Partial<Pick<DatasetState, 'readingId' | 'edits' | 'appliedEdits'>>

export function createDatasetsHandlers(
  deps: EngineDeps,
  datasets: DatasetDesk,
  tables: TableCache,
  runs: RunDesk,
  spool: Spool
): DatasetsApi {
  const { store, emit, now, resourcesDir } = deps
  const imports = createImports(deps, spool)
  const record = datasets.record
  const inTurn = createTurns()

  /** Makes a dataset of what was read; nothing of it stays when it is cancelled half way. */
  async function add(projectId: number, name: string, { path, result }: ReadFile, signal: AbortSignal) {
    found(store.projects.find(projectId), 'project', projectId)
    const createdAt = now()
    const id = store.datasets.insert(projectId, name, path, createdAt)
    try {
      const readingId = await datasets.addReading(id, result, signal)
      const table = unedited(result.dataset)
      tables.keep(readingId, [], table)
      const state = { id, projectId, name, sourcePath: path, readingId, edits: [], appliedEdits: 0, createdAt }
      return datasets.update(state, {}, table)
    } catch (error) {
      store.datasets.remove(id)
      throw error
    }
  }

  const addFile = (projectId: number) => (file: ReadFile, signal: AbortSignal) =>
    add(projectId, file.result.dataset.name, { ...file, result: withTarget(file.result) }, signal)

  /** Puts a change in force; a deletion of the dataset meanwhile is an AppError notFound. */
  async function change(id: number, state: ChangedState, table: EditedTable): Promise<DatasetSummary> {
    await learnColumns(table.dataset.columns)
    return datasets.update(record(id), state, table)
  }

  /** Moves the undo pointer. */
  async function move(id: number, steps: 1 | -1): Promise<DatasetSummary> {
    const dataset = record(id)
    const next = dataset.appliedEdits + steps
    if (next < 0 || next > dataset.edits.length) return dataset.summary
    const table = tables.load(dataset.readingId, dataset.edits.slice(0, next))
    return change(id, { appliedEdits: next }, table)
  }

  return {
    listSamples: async () => listSamples(resourcesDir),
    async importSample(projectId, sampleId) {
      const samples = await listSamples(resourcesDir)
      const sample = samples.find(({ id }) => id === sampleId)
      if (sample === undefined) throw new AppError('notFound', `There is no sample "${sampleId}".`, { sampleId })
      const path = join(resourcesDir, 'samples', sample.fileName)
      return imports.readOriginal(`sample-${sampleId}-${now()}`, path, {}, (file, signal) =>
        add(projectId, sample.title, { ...file, result: withSampleRoles(file.result, sample) }, signal)
      )
    },
    importPath: async (projectId, path, options, importId) =>
      imports.readOriginal(importId, path, options, addFile(projectId)),
    beginUpload: async (importId, name, bytes) => spool.begin(importId, name, bytes),
    appendUpload: async (importId, chunk) => spool.append(importId, chunk),
    finishUpload: async (projectId, importId, options) => imports.readUpload(importId, options, addFile(projectId)),
    cancelImport: async (importId) => imports.cancel(importId),
    async reimport(datasetId, options, importId) {
      const before = record(datasetId)
      const reading = found(store.readings.find(before.readingId), 'reading', before.readingId)
      const corrected = { ...reading.options, ...options }
      return imports.readAgain(importId, before.sourcePath, reading.tableName, corrected, async (result, signal) => {
        const readingId = await datasets.addReading(datasetId, withTarget(result), signal)
        const base = unedited(withTarget(result).dataset)
        return inTurn(datasetId, async () => {
          // read again: the user may have edited while the file was being read
          const edits = fittingEdits(base, appliedEdits(record(datasetId)))
          const table = applyEdits(base, edits)
          tables.keep(readingId, edits, table)
          const summary = await change(datasetId, { readingId, edits, appliedEdits: edits.length }, table)
          store.readings.removeSuperseded()
          return summary
        })
      })
    },
    rawText: async (datasetId) => {
      const { sourcePath, summary } = record(datasetId)
      return readHead(sourcePath, summary.options)
    },
    listDatasets: async (projectId) => store.datasets.list(projectId).map(({ summary }) => summary),
    getDataset: async (datasetId) => record(datasetId).summary,
    async renameDataset(datasetId, name) {
      return datasets.rename(datasetId, itemName(name))
    },
    async deleteDataset(datasetId) {
      const { projectId, sourcePath } = record(datasetId)
      await runs.release((run) => run.datasetId === datasetId)
      store.datasets.remove(datasetId)
      await rm(sourcePath, { force: true })
      emit.datasetsChanged(projectId)
    },
    editDataset: async (datasetId, edit) =>
      inTurn(datasetId, async () => {
        const dataset = record(datasetId)
        const edits = [...appliedEdits(dataset), edit]
        const table =
          edit.kind === 'unfilter' ? tables.load(dataset.readingId, edits) : applyEdit(datasets.table(datasetId), edit)
        tables.keep(dataset.readingId, edits, table)
        return change(datasetId, { edits, appliedEdits: edits.length }, table)
      }),
    undoDataset: async (datasetId) => inTurn(datasetId, async () => move(datasetId, -1)),
    redoDataset: async (datasetId) => inTurn(datasetId, async () => move(datasetId, 1)),
    readRows: async (datasetId, start, count) => rowsPage(datasets.table(datasetId).dataset, start, count)
  }
}

/** Gives a table without a target the most likely one. */
function withTarget(result: ImportResult): ImportResult {
  if (result.dataset.columns.some(({ role }) => role === 'target')) return result
  const target = guessTarget(result.dataset)
  return target === null
    ? result
    : withRoles(result, (column) => (column.variable.name === target ? 'target' : column.role))
}

/** A sample says itself what is asked: other numbers are left aside. */
function withSampleRoles(result: ImportResult, { target, inputs, roles }: Sample): ImportResult {
  return withRoles(result, ({ kind, role, variable: { name } }) => {
    if (kind === 'label') return role
    return name === target ? 'target' : inputs.includes(name) ? 'input' : (roles[name] ?? 'ignore')
  })
}

function withRoles(result: ImportResult, roleOf: (column: Column) => Column['role']): ImportResult {
  const columns = result.dataset.columns.map((column): Column => ({ ...column, role: roleOf(column) }))
  return { ...result, dataset: { ...result.dataset, columns } }
}
