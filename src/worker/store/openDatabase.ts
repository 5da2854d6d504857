import { existsSync, renameSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { migrate } from './migrate.ts'

/** Checking reads the whole file: about a second for each gigabyte, too long to wait for at every start. */
const MAX_BYTES_TO_CHECK = 256 * 2 ** 20
/** An engine that was just killed may need a moment to let go of the file. */
const BUSY_TIMEOUT_MS = 3000

export interface OpenedDatabase {
  readonly db: Database.Database
  /** What the user must know: a damaged database was set aside. */
  readonly notices: readonly string[]
}

/**
 * Opens (or makes) the database and brings it to the newest schema. `file` may be ':memory:', or '' for a temporary file
 * that SQLite removes at the end: the columns of a large table are then not in memory twice.
 * A damaged file is renamed, never deleted, and a new one begun. Throws AppError `newerVersion`, `conflict` where another
 * engine works on the same file, or `fileNotFound` where the file may not be written or its disk is full.
 */
export function openDatabase(file: string, now: number, busyTimeoutMs = BUSY_TIMEOUT_MS): OpenedDatabase {
  try {
    return { db: openSound(file, busyTimeoutMs), notices: [] }
  } catch (error) {
    if (isBusy(error)) {
      throw new AppError(
        'conflict',
        `Another Lawsmith is using ${file}. Close it, or choose another data folder with --data.`,
        { file }
      )
    }
    if (isOutOfReach(error)) {
      throw new AppError(
        'fileNotFound',
        `${file} cannot be used (${error.message}). See who may write to it and how full its disk is, or choose another data folder with --data.`,
        { file }
      )
    }
    if (!isDamage(error)) throw error
  }
  const kept = setAside(file, now)
  return {
    db: openSound(file, busyTimeoutMs),
    notices: [`The database was damaged and has been set aside as ${kept}. Lawsmith has begun a new one.`]
  }
}

function openSound(file: string, busyTimeoutMs: number): Database.Database {
  const db = new Database(file, { timeout: busyTimeoutMs })
  try {
    db.pragma('locking_mode = EXCLUSIVE') // one writer: a second engine would take our live runs for interrupted ones
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL') // with WAL safe against a killed process; a power cut may cost the last moments
    db.pragma('foreign_keys = ON')
    const isTemporary = file === '' || file === ':memory:'
    if (!isTemporary && statSync(file).size <= MAX_BYTES_TO_CHECK) checkIntegrity(db)
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function checkIntegrity(db: Database.Database): void {
  const verdict = db.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') throw new Database.SqliteError(String(verdict), 'SQLITE_CORRUPT')
}

function hasCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

function isBusy(error: unknown): boolean {
  return hasCode(error) && error.code.startsWith('SQLITE_BUSY')
}

/** The file system says no, and trying again would not help. */
function isOutOfReach(error: unknown): error is Error {
  return hasCode(error) && /^SQLITE_(CANTOPEN|READONLY|PERM|IOERR|FULL)/.test(error.code)
}

function isDamage(error: unknown): boolean {
  return hasCode(error) && (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
}

/** Renames the database with its journal files; gives the new path. */
function setAside(file: string, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const kept = `${file}.damaged-${stamp}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix)
  }
  return kept
}
