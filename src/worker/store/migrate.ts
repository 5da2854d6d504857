import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { initial } from './migrations/0001_initial.ts'
import { findings } from './migrations/0002_findings.ts'

/** Migration i brings a database from version i to i + 1. Only ever appended to. */
const MIGRATIONS: readonly string[] = [initial, findings]

/**
 * Brings the schema to the newest version, all in one transaction, and writes it to `user_version`.
 * Throws AppError `newerVersion` for a database that a newer program wrote, and leaves it untouched.
 */
export function migrate(db: Database, migrations: readonly string[] = MIGRATIONS): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    throw new AppError(
      'newerVersion',
      `The data in ${db.name} were written by a newer version of Lawsmith (schema ${version}; this version knows up to ${migrations.length}). Start that version, or choose another data folder.`,
      { file: db.name, found: version, known: migrations.length }
    )
  }
  if (version === migrations.length) return
  db.transaction(() => {
    for (const sql of migrations.slice(version)) db.exec(sql)
    db.pragma(`user_version = ${migrations.length}`)
  }).exclusive()
}
