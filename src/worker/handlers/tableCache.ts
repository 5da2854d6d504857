import type { DatasetEdit } from '../../shared/domain/dataset.ts'
import type { Store } from '../store/store.ts'
import { applyEdits, unedited, type EditedTable } from './editTable.ts'

/** About 400 MB of numbers. Tables that share columns are counted as if they did not. */
const MAX_CELLS = 50_000_000

export interface TableCache {
  /** The table of a reading with these edits, from memory where it was used lately. */
  load(readingId: number, edits: readonly DatasetEdit[]): EditedTable
  /** Puts in a table that was just computed. */
  keep(readingId: number, edits: readonly DatasetEdit[], table: EditedTable): void
}

/** Keeps the tables used last in memory, so that paging through a million rows reads the database once. */
export function createTableCache({ readings, columns }: Pick<Store, 'readings' | 'columns'>): TableCache {
  const tables = new Map<string, EditedTable>() // the one used last at the end
  const keyOf = (readingId: number, edits: readonly DatasetEdit[]) => `${readingId} ${JSON.stringify(edits)}`

  function keep(readingId: number, edits: readonly DatasetEdit[], table: EditedTable): void {
    const key = keyOf(readingId, edits)
    tables.delete(key)
    tables.set(key, table)
    let cells = [...tables.values()].reduce((sum, { dataset }) => sum + dataset.rows * dataset.columns.length, 0)
    for (const [oldest, { dataset }] of tables) {
      if (cells <= MAX_CELLS || oldest === key) break
      tables.delete(oldest)
      cells -= dataset.rows * dataset.columns.length
    }
  }

  function read(readingId: number): EditedTable {
    const reading = readings.find(readingId)
    if (reading === null) throw new Error(`reading ${readingId} is not in the store`)
    return unedited({ name: reading.tableName, rows: reading.rows, columns: columns.list(readingId) })
  }

  function load(readingId: number, edits: readonly DatasetEdit[]): EditedTable {
    const base = edits.length === 0 ? null : load(readingId, [])
    const table = tables.get(keyOf(readingId, edits)) ?? (base === null ? read(readingId) : applyEdits(base, edits))
    keep(readingId, edits, table)
    return table
  }
  return { load, keep }
}
