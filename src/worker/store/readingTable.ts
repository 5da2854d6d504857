import type { Database } from 'better-sqlite3'
import type { ImportOptions, ImportResult, ImportWarning } from '../../shared/domain/dataset.ts'

/** One reading of a source file; its columns are in `columnTable.ts`. */
export interface ReadingRecord {
  readonly id: number
  readonly tableName: string
  readonly rows: number
  readonly options: ImportOptions
  readonly warnings: readonly ImportWarning[]
  readonly warningCount: number
  readonly bytes: number
  readonly hash: string
}

interface Row {
  readonly id: number
  readonly table_name: string
  readonly row_count: number
  readonly options: string
  readonly warnings: string
  readonly warning_count: number
  readonly bytes: number
  readonly hash: string
}

/** Readings of source files: options, warnings and the hash of what was read. */
export function createReadingTable(db: Database) {
  const one = db.prepare<[number], Row>('select * from reading where id = ?')
  const insert = db.prepare<[number, string, number, string, string, number, number, string, number]>(
    `insert into reading (dataset_id, table_name, row_count, options, warnings, warning_count, bytes, hash, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const removeSuperseded = db.prepare<[]>(
    `delete from reading where id < (select reading_id from dataset where dataset.id = reading.dataset_id)
     and id not in (select reading_id from run)`
  )
  const removeUnfinished = db.prepare<[]>(
    'delete from reading where id > (select reading_id from dataset where dataset.id = reading.dataset_id)'
  )
  const remove = db.prepare<[number]>('delete from reading where id = ?')
  return {
    find(id: number): ReadingRecord | null {
      const row = one.get(id)
      return row === undefined ? null : toRecord(row)
    },
    insert(datasetId: number, result: ImportResult, now: number): number {
      const { dataset, options, warnings, warningCount, bytes, hash } = result
      return Number(
        insert.run(
          datasetId,
          dataset.name,
          dataset.rows,
          JSON.stringify(options),
          JSON.stringify(warnings),
          warningCount,
          bytes,
          hash,
          now
        ).lastInsertRowid
      )
    },
    remove: (id: number) => void remove.run(id),
    /** Drops readings that a later one has replaced and that no run refers to. */
    removeSuperseded: () => void removeSuperseded.run(),
    /** Drops readings that were being written down when the engine died. Only at the start of an engine. */
    removeUnfinished: () => void removeUnfinished.run()
  }
}

function toRecord(row: Row): ReadingRecord {
  return {
    id: row.id,
    tableName: row.table_name,
    rows: row.row_count,
    options: JSON.parse(row.options) as ImportOptions,
    warnings: JSON.parse(row.warnings) as ImportWarning[],
    warningCount: row.warning_count,
    bytes: row.bytes,
    hash: row.hash
  }
}
