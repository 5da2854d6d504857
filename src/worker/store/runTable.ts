import { deserialize, serialize } from 'node:v8'
import type { Database } from 'better-sqlite3'
import type { DatasetEdit } from '../../shared/domain/dataset.ts'
import type { Verdict } from '../../shared/domain/law.ts'
import type {
  RunProgress,
  RunRequest,
  RunSnapshot,
  RunStatus,
  RunSummary,
  StopReason
} from '../../shared/domain/run.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'

/** A run as stored, without the two large parts (snapshot, checkpoint), which are fetched when they are needed. */
export interface RunRecord {
  readonly id: number
  readonly datasetId: number
  readonly projectId: number
  /** The table as the run saw it: this reading with these edits, whatever became of the dataset since. */
  readonly readingId: number
  readonly edits: readonly DatasetEdit[]
  readonly title: string
  readonly request: RunRequest
  readonly status: RunStatus
  readonly stopReason: StopReason | null
  readonly error: RunSummary['error']
  readonly verdict: Verdict
  readonly progress: RunProgress
  readonly lawCount: number
  readonly findingCount: number
  readonly createdAt: number
  readonly finishedAt: number | null
}

export type NewRun = Pick<RunRecord, 'datasetId' | 'readingId' | 'edits' | 'title' | 'request' | 'createdAt'>
export type RunState = Pick<RunRecord, 'status' | 'stopReason' | 'error' | 'finishedAt'>

interface Row {
  readonly id: number
  readonly dataset_id: number
  readonly project_id: number
  readonly reading_id: number
  readonly edits: string
  readonly title: string
  readonly request: string
  readonly status: RunStatus
  readonly stop_reason: StopReason | null
  readonly error: string | null
  readonly verdict: Verdict
  readonly progress: Uint8Array
  readonly law_count: number
  readonly finding_count: number
  readonly created_at: number
  readonly finished_at: number | null
}

const SELECT = `select run.id, dataset_id, dataset.project_id, run.reading_id, run.edits, title, request, status,
  stop_reason, error, verdict, progress, run.created_at, finished_at, finding_count,
  (select count(*) from law where law.run_id = run.id and law.rank is not null) as law_count
  from run join dataset on dataset.id = run.dataset_id`

/** A run that was stored under schema 1 knew none. */
const NO_FINDINGS: Pick<RunSnapshot, 'findings'> = { findings: [] }

/** Runs, the newest first. */
export function createRunTable(db: Database) {
  const ofProject = db.prepare<[number], Row>(`${SELECT} where dataset.project_id = ? order by run.id desc`)
  const one = db.prepare<[number], Row>(`${SELECT} where run.id = ?`)
  const active = db.prepare<[], Row>(`${SELECT} where status in ('running', 'waiting', 'paused')`)
  const insert = db.prepare<[number, number, string, string, string, Uint8Array, Uint8Array, number]>(
    `insert into run (dataset_id, reading_id, edits, title, request, status, verdict, progress, snapshot, created_at)
     values (?, ?, ?, ?, ?, 'waiting', 'none', ?, ?, ?)`
  )
  const setState = db.prepare<[string, string | null, string | null, number | null, number]>(
    'update run set status = ?, stop_reason = ?, error = ?, finished_at = ? where id = ?'
  )
  const setRequest = db.prepare<[string, number]>('update run set request = ? where id = ?')
  const setSnapshot = db.prepare<[string, Uint8Array, Uint8Array, number, number]>(
    'update run set verdict = ?, progress = ?, snapshot = ?, finding_count = ? where id = ?'
  )
  const snapshot = db.prepare<[number], Uint8Array>('select snapshot from run where id = ?').pluck()
  const setCheckpoint = db.prepare<[Uint8Array | null, number]>('update run set checkpoint = ? where id = ?')
  const checkpoint = db.prepare<[number], Uint8Array | null>('select checkpoint from run where id = ?').pluck()
  const interrupt = db.prepare<[number]>(
    `update run set status = 'interrupted', finished_at = ? where status in ('running', 'waiting', 'paused')`
  )
  const remove = db.prepare<[number]>('delete from run where id = ?')
  return {
    list: (projectId: number): RunRecord[] => ofProject.all(projectId).map(toRecord),
    find(id: number): RunRecord | null {
      const row = one.get(id)
      return row === undefined ? null : toRecord(row)
    },
    /** Runs that are at work, waiting or paused. */
    active: (): RunRecord[] => active.all().map(toRecord),
    insert(run: NewRun, first: RunSnapshot): number {
      const { datasetId, readingId, edits, title, request, createdAt } = run
      const [editText, requestText] = [JSON.stringify(edits), JSON.stringify(request)]
      const [progress, body] = [encode(first.progress), encode(first)]
      const { lastInsertRowid } = insert.run(
        datasetId,
        readingId,
        editText,
        title,
        requestText,
        progress,
        body,
        createdAt
      )
      return Number(lastInsertRowid)
    },
    setState(id: number, { status, stopReason, error, finishedAt }: RunState): void {
      setState.run(status, stopReason, error === null ? null : JSON.stringify(error), finishedAt, id)
    },
    setRequest: (id: number, request: RunRequest) => void setRequest.run(JSON.stringify(request), id),
    setSnapshot(id: number, value: RunSnapshot): void {
      const findingCount = value.findings.filter(({ kind }) => kind !== 'nothing').length
      setSnapshot.run(value.verdict, encode(value.progress), encode(value), findingCount, id)
    },
    snapshot(id: number): RunSnapshot | null {
      const bytes = snapshot.get(id)
      return bytes === undefined ? null : { ...NO_FINDINGS, ...(decode(bytes) as RunSnapshot) }
    },
    /** A checkpoint is any structured-clonable value of a method, so that it is kept in the form of structured clone. */
    setCheckpoint: (id: number, state: unknown) => void setCheckpoint.run(serialize(state), id),
    /** Null where there is none, and where another version of the JavaScript engine wrote a form that this cannot read. */
    checkpoint(id: number): unknown {
      const bytes = checkpoint.get(id)
      if (bytes === undefined || bytes === null) return null
      try {
        return deserialize(bytes) as unknown
      } catch {
        return null
      }
    },
    /** Runs that an engine left behind when it died: they can be resumed. */
    markInterrupted: (now: number) => void interrupt.run(now),
    remove: (id: number) => void remove.run(id)
  }
}

function toRecord(row: Row): RunRecord {
  return {
    id: row.id,
    datasetId: row.dataset_id,
    projectId: row.project_id,
    readingId: row.reading_id,
    edits: JSON.parse(row.edits) as DatasetEdit[],
    title: row.title,
    request: JSON.parse(row.request) as RunRequest,
    status: row.status,
    stopReason: row.stop_reason,
    error: row.error === null ? null : (JSON.parse(row.error) as RunRecord['error']),
    verdict: row.verdict,
    progress: decode(row.progress) as RunProgress,
    lawCount: row.law_count,
    findingCount: row.finding_count,
    createdAt: row.created_at,
    finishedAt: row.finished_at
  }
}
