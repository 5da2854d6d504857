import type { DatasetEdit } from '../../shared/domain/dataset.ts'
import type { Store } from '../store/store.ts'
import { applyEdits, unedited, type EditedTable } from './editTable.ts'

/** 200 MB of numbers. Columns that tables share are counted once; the table used last is kept in any case. */
const MAX_CELLS = 25_000_000

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
    for (const oldest of tables.keys()) {
      if (oldest === key || cellsOf(tables.values()) <= MAX_CELLS) break
      tables.delete(oldest)
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

function cellsOf(tables: Iterable<EditedTable>): number {
  const columns = new Set<Float64Array | Int32Array>()
  for (const { dataset } of tables) {
    for (const column of dataset.columns) columns.add(column.kind === 'number' ? column.values : column.codes)
  }
  return [...columns].reduce((sum, { length }) => sum + length, 0)
}
