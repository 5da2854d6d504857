import type { Database } from 'better-sqlite3'
import type { Law } from '../../shared/domain/law.ts'
import type { Finding } from '../../shared/domain/finding.ts'
import type { NotebookEntry, Pinned } from '../../shared/domain/notebook.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'

interface Row {
  readonly id: number
  readonly project_id: number
  readonly position: number
  readonly title: string
  readonly text: string
  readonly kind: Pinned['kind']
  readonly body: Uint8Array
  readonly source_id: number
  readonly dataset_id: number
  readonly dataset_name: string
  readonly created_at: number
}

export type NewEntry = Omit<NotebookEntry, 'id' | 'position'>

/** Notebook entries by position. A removed one stays in the table, so that it can be put back where it was. */
export function createNotebookTable(db: Database) {
  const ofProject = db.prepare<[number], Row>(
    'select * from notebook_entry where project_id = ? and removed_at is null order by position, id'
  )
  const one = db.prepare<[number], Row>('select * from notebook_entry where id = ?')
  const last = db
    .prepare<[number], number>('select coalesce(max(position), -1) from notebook_entry where project_id = ?')
    .pluck()
  const insert = db.prepare<[number, number, string, string, string, Uint8Array, number, number, string, number]>(
    `insert into notebook_entry
     (project_id, position, title, text, kind, body, source_id, dataset_id, dataset_name, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const setWords = db.prepare<[string, string, number]>('update notebook_entry set title = ?, text = ? where id = ?')
  const setPosition = db.prepare<[number, number]>('update notebook_entry set position = ? where id = ?')
  const setRemoved = db.prepare<[number | null, number]>('update notebook_entry set removed_at = ? where id = ?')
  return {
    list: (projectId: number): NotebookEntry[] => ofProject.all(projectId).map(toEntry),
    /** Also one that was removed. */
    find(id: number): NotebookEntry | null {
      const row = one.get(id)
      return row === undefined ? null : toEntry(row)
    },
    /** Adds the entry at the end. */
    insert(entry: NewEntry): number {
      const { projectId, title, text, pinned, datasetId, datasetName, createdAt } = entry
      const position = (last.get(projectId) ?? -1) + 1
      const { lastInsertRowid } = insert.run(projectId, position, title, text, pinned.kind, encode(bodyOf(pinned)), sourceOf(pinned), datasetId, datasetName, createdAt) // prettier-ignore
      return Number(lastInsertRowid)
    },
    setWords: (id: number, title: string, text: string) => void setWords.run(title, text, id),
    remove: (id: number, now: number) => void setRemoved.run(now, id),
    restore: (id: number) => void setRemoved.run(null, id),
    /** Numbers the entries anew, in this order. */
    order: db.transaction((ids: readonly number[]) => ids.forEach((id, position) => setPosition.run(position, id)))
  }
}

function toEntry(row: Row): NotebookEntry {
  return {
    id: row.id,
    projectId: row.project_id,
    position: row.position,
    title: row.title,
    text: row.text,
    pinned: toPinned(row),
    datasetId: row.dataset_id,
    datasetName: row.dataset_name,
    createdAt: row.created_at
  }
}

function toPinned({ kind, body, source_id }: Row): Pinned {
  return kind === 'law'
    ? { kind, law: decode(body) as Law, lawId: source_id }
    : { kind, finding: decode(body) as Finding, runId: source_id }
}

function bodyOf(pinned: Pinned): Law | Finding {
  return pinned.kind === 'law' ? pinned.law : pinned.finding
}

function sourceOf(pinned: Pinned): number {
  return pinned.kind === 'law' ? pinned.lawId : pinned.runId
}
