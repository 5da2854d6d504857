import type { Database } from 'better-sqlite3'
import type { Law } from '../../shared/domain/law.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'

/** `user`: typed in, or given an exact value by hand; the search does not overwrite it. */
export type LawOrigin = 'search' | 'user'

export interface LawRecord {
  readonly id: number
  readonly runId: number
  /** From 1, best first; null for a law that the run has dropped since. */
  readonly rank: number | null
  readonly origin: LawOrigin
  readonly law: Law
}

interface Row {
  readonly id: number
  readonly run_id: number
  readonly rank: number | null
  readonly origin: LawOrigin
  readonly body: Uint8Array
}

/** Laws of runs, best first. A law keeps its number as long as the run holds its key. */
export function createLawTable(db: Database) {
  const ofRun = db.prepare<[number], Row>('select * from law where run_id = ? and rank is not null order by rank')
  const one = db.prepare<[number], Row>('select * from law where id = ?')
  const upsert = db.prepare<[number, string, number, LawOrigin, Uint8Array]>(
    `insert into law (run_id, key, rank, origin, body) values (?, ?, ?, ?, ?)
     on conflict (run_id, key) do update set rank = excluded.rank, origin = excluded.origin, body = excluded.body`
  )
  const unrank = db.prepare<[number]>('update law set rank = null where run_id = ?')
  const removeUnranked = db.prepare<[number]>('delete from law where run_id = ? and rank is null')
  return {
    list: (runId: number): LawRecord[] => ofRun.all(runId).map(toRecord),
    find(id: number): LawRecord | null {
      const row = one.get(id)
      return row === undefined ? null : toRecord(row)
    },
    /** Makes these the laws of the run, in this order. The rest loses its rank but can still be found by number. */
    replace: db.transaction((runId: number, laws: readonly { readonly law: Law; readonly origin: LawOrigin }[]) => {
      unrank.run(runId)
      laws.forEach(({ law, origin }, i) => upsert.run(runId, law.key, i + 1, origin, encode(law)))
    }),
    removeUnranked: (runId: number) => void removeUnranked.run(runId)
  }
}

function toRecord(row: Row): LawRecord {
  return { id: row.id, runId: row.run_id, rank: row.rank, origin: row.origin, law: decode(row.body) as Law }
}
