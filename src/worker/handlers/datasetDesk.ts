import { setImmediate } from 'node:timers/promises'
import type { DatasetEdit, DatasetSummary, ImportResult } from '../../shared/domain/dataset.ts'
import type { DatasetRecord, DatasetState } from '../store/datasetTable.ts'
import type { EngineDeps } from './engineDeps.ts'
import type { EditedTable } from './editTable.ts'
import { learnColumns } from './columnStatistics.ts'
import { found } from './found.ts'
import { summarise } from './summarise.ts'
import type { TableCache } from './tableCache.ts'

export type DatasetDesk = ReturnType<typeof createDatasetDesk>

/** The changes in force: those before the undo pointer. */
export function appliedEdits({ edits, appliedEdits }: DatasetRecord): readonly DatasetEdit[] {
  return edits.slice(0, appliedEdits)
}

/** Datasets in the store together with their tables in memory. */
export function createDatasetDesk({ store, emit, now }: EngineDeps, tables: TableCache) {
  const record = (id: number): DatasetRecord => found(store.datasets.find(id), 'dataset', id)

  /** Writes a new state down, with the summary that belongs to it; `learnColumns` keeps it from holding the engine. */
  function update(
    old: Omit<DatasetRecord, 'summary'>,
    change: Partial<Omit<DatasetState, 'summary'>>,
    table: EditedTable
  ): DatasetSummary {
    const state = { ...old, ...change }
    const reading = found(store.readings.find(state.readingId), 'reading', state.readingId)
    const summary = summarise(state, reading, table)
    store.datasets.update(old.id, { ...state, summary })
    emit.datasetsChanged(old.projectId)
    return summary
  }

  /**
   * Writes a reading down, column by column, so that the event loop gets its turn between them; a million rows are 8 MB
   * a column. Gives the reading's number.
   */
  async function addReading(datasetId: number, result: ImportResult, signal: AbortSignal): Promise<number> {
    const readingId = store.readings.insert(datasetId, result, now())
    try {
      for (const [position, column] of result.dataset.columns.entries()) {
        await setImmediate()
        signal.throwIfAborted()
        store.columns.insert(readingId, position, column)
        await learnColumns([column], signal)
      }
    } catch (error) {
      store.readings.remove(readingId)
      throw error
    }
    return readingId
  }

  return {
    record,
    update,
    rename(id: number, name: string): DatasetSummary {
      const dataset = record(id)
      const summary = { ...dataset.summary, name }
      store.datasets.update(id, { ...dataset, name, summary })
      emit.datasetsChanged(dataset.projectId)
      return summary
    },
    addReading,
    table(id: number): EditedTable {
      const dataset = record(id)
      return tables.load(dataset.readingId, appliedEdits(dataset))
    }
  }
}
