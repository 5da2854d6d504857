import type { Database } from 'better-sqlite3'
import type { DatasetEdit, DatasetSummary } from '../../shared/domain/dataset.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'

/** A dataset as stored: a kept source file, its current reading, and the user's changes to it. */
export interface DatasetRecord {
  readonly id: number
  readonly projectId: number
  readonly name: string
  /** The kept copy of the source file. */
  readonly sourcePath: string
  readonly readingId: number
  /** The first `appliedEdits` of them are in force; the rest can be redone. */
  readonly edits: readonly DatasetEdit[]
  readonly appliedEdits: number
  readonly createdAt: number
  /** Kept, so that the list of datasets needs no values. */
  readonly summary: DatasetSummary
}

interface Row {
  readonly id: number
  readonly project_id: number
  readonly name: string
  readonly source_path: string
  readonly reading_id: number
  readonly edits: string
  readonly applied_edits: number
  readonly summary: Uint8Array
  readonly created_at: number
}

/** What changes together when the user edits a dataset or reads it anew. */
export type DatasetState = Pick<DatasetRecord, 'name' | 'readingId' | 'edits' | 'appliedEdits' | 'summary'>

/** Datasets in order of their making; one without a reading is not yet there. */
export function createDatasetTable(db: Database) {
  const ofProject = db.prepare<[number], Row>(
    'select * from dataset where project_id = ? and reading_id is not null order by id'
  )
  const one = db.prepare<[number], Row>('select * from dataset where id = ? and reading_id is not null')
  const insert = db.prepare<[number, string, string, number]>(
    `insert into dataset (project_id, name, source_path, edits, applied_edits, created_at) values (?, ?, ?, '[]', 0, ?)`
  )
  const update = db.prepare<[string, number, string, number, Uint8Array, number]>(
    'update dataset set name = ?, reading_id = ?, edits = ?, applied_edits = ?, summary = ? where id = ?'
  )
  const remove = db.prepare<[number]>('delete from dataset where id = ?')
  const removeUnread = db.prepare<[]>('delete from dataset where reading_id is null')
  const sources = db.prepare<[], string>('select source_path from dataset').pluck()
  return {
    list: (projectId: number): DatasetRecord[] => ofProject.all(projectId).map(toRecord),
    find(id: number): DatasetRecord | null {
      const row = one.get(id)
      return row === undefined ? null : toRecord(row)
    },
    /** Begins a dataset that stays hidden until `update` gives it a reading. */
    insert: (projectId: number, name: string, sourcePath: string, now: number): number =>
      Number(insert.run(projectId, name, sourcePath, now).lastInsertRowid),
    update(id: number, { name, readingId, edits, appliedEdits, summary }: DatasetState): void {
      update.run(name, readingId, JSON.stringify(edits), appliedEdits, encode(summary), id)
    },
    remove: (id: number) => void remove.run(id),
    /** Clears away imports that were cut off. */
    removeUnread: () => void removeUnread.run(),
    sourcePaths: (): string[] => sources.all()
  }
}

function toRecord(row: Row): DatasetRecord {
  return {
    id: row.id,
    projectId: row.project_id,
    name: row.name,
    sourcePath: row.source_path,
    readingId: row.reading_id,
    edits: JSON.parse(row.edits) as DatasetEdit[],
    appliedEdits: row.applied_edits,
    createdAt: row.created_at,
    summary: decode(row.summary) as DatasetSummary
  }
}
