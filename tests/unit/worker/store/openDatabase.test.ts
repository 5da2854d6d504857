import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../../../src/worker/store/migrate.ts'
import { openDatabase } from '../../../../src/worker/store/openDatabase.ts'
import { openStore } from '../../../../src/worker/store/store.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lawsmith-store-'))
  file = join(folder, 'lawsmith.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a new database has every migration applied, foreign keys on and a write-ahead log', () => {
  const { db, notices } = openDatabase(file, 0)
  expect(notices).toEqual([])
  expect(db.pragma('user_version', { simple: true })).toBe(2)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
})

test('a database without a name is a sound one of its own', () => {
  const [first, second] = [openDatabase('', 0).db, openDatabase('', 0).db]
  first.prepare("insert into project (name, created_at, opened_at) values ('mine', 1, 1)").run()
  const count = (db: Database.Database) => db.prepare<[], number>('select count(*) from project').pluck().get()
  expect([count(first)! - count(second)!, first.pragma('foreign_keys', { simple: true })]).toEqual([1, 1])
  first.close()
  second.close()
})

test('what was stored is there after closing and opening', () => {
  const first = openStore(file, 0)
  first.projects.insert('Planets', 1)
  first.close()
  const second = openStore(file, 2)
  expect(second.projects.list()).toMatchObject([{ name: 'Planets', createdAt: 1 }])
  second.close()
})

test('only the missing migrations run, and all or none of them', () => {
  const db = new Database(':memory:')
  migrate(db, ['create table one (x)'])
  migrate(db, ['create table one (x)', 'create table two (x)'])
  expect(() => migrate(db, ['', '', 'create table three (x)', 'create nonsense'])).toThrow('syntax error')
  const tables = db.prepare<[], string>('select name from sqlite_schema order by name').pluck().all()
  expect(tables).toEqual(['one', 'two'])
  expect(db.pragma('user_version', { simple: true })).toBe(2)
})

test('a file that the system does not let it open is a fault in words', () => {
  mkdirSync(file)
  expect(() => openDatabase(file, 0)).toThrowError(
    expect.objectContaining({
      code: 'fileNotFound',
      message: expect.stringContaining(`${file} cannot be used`) as string
    })
  )
  expect(readdirSync(folder)).toEqual(['lawsmith.sqlite']) // nothing was set aside
})

test('a database of a newer version is refused and left as it is', () => {
  const db = new Database(file)
  db.exec('pragma user_version = 99; create table future (x)')
  db.close()
  const before = readFileSync(file)
  expect(() => openDatabase(file, 0)).toThrowError(expect.objectContaining({ code: 'newerVersion' }))
  const after = new Database(file, { readonly: true })
  expect(after.pragma('user_version', { simple: true })).toBe(99)
  expect(after.prepare('select name from sqlite_schema').pluck().all()).toEqual(['future'])
  after.close()
  expect(readFileSync(file).length).toBe(before.length)
})

test.each([
  [
    'text in place of a database',
    () => Buffer.from('this is no database, though it is long enough to be one. '.repeat(40))
  ],
  ['a database with a page overwritten', () => damaged(validDatabase())]
])('%s is set aside, and nothing of it is lost', (_, content) => {
  const bytes = content()
  writeFileSync(file, bytes)
  const { db, notices } = openDatabase(file, Date.UTC(2026, 0, 2, 3, 4, 5))
  expect(notices).toHaveLength(1)
  expect(notices[0]).toContain('lawsmith.sqlite.damaged-2026-01-02T03-04-05-000Z')
  expect(db.prepare('select count(*) from project').pluck().get()).toBe(0)
  db.close()
  expect(readFileSync(`${file}.damaged-2026-01-02T03-04-05-000Z`).equals(bytes)).toBe(true)
})

test('an empty file is a new database', () => {
  writeFileSync(file, '')
  const { db, notices } = openDatabase(file, 0)
  expect(notices).toEqual([])
  db.close()
})

test('a second engine on the same data is refused', () => {
  const { db } = openDatabase(file, 0)
  expect(() => openDatabase(file, 0, 50)).toThrowError(expect.objectContaining({ code: 'conflict' }))
  db.close()
})

test('a kill in the middle of a transaction leaves the state before it', async () => {
  const child = fork(join(import.meta.dirname, 'writeForever.ts'), [file])
  await once(child, 'message') // the first project is stored, a transaction with more is open
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readdirSync(folder)).toContain('lawsmith.sqlite-wal')
  const store = openStore(file, 5)
  expect(store.notices).toEqual([])
  expect(store.projects.list().map(({ name }) => name)).toEqual(['stored'])
  store.close()
})

function validDatabase(): Buffer {
  const path = join(folder, 'other.sqlite')
  const store = openStore(path, 0)
  for (let i = 0; i < 500; i++) store.projects.insert(`project ${i} ${'x'.repeat(100)}`, i)
  store.close()
  return readFileSync(path)
}

/** Overwrites everything after the header page. */
function damaged(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0x5a)])
}
