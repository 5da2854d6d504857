import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder } from '../../../src/main/hostLock.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  file = join(folder, 'host.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

function take(at = folder) {
  const lock = lockDataFolder(at)
  if (!lock.taken) throw new Error('the lock was not to be had')
  return lock
}

test('a second host learns who has the folder and where it serves', () => {
  const lock = take()
  expect(lockDataFolder(folder)).toEqual({ taken: false, holder: { pid: process.pid, address: null } })
  lock.publish('http://127.0.0.1:4000/#token=x')
  expect(lockDataFolder(folder)).toMatchObject({ holder: { address: 'http://127.0.0.1:4000/#token=x' } })
  lock.release()
  take().release()
})

test('the folder is made where it is missing', () => {
  const lock = take(join(folder, 'a', 'b'))
  lock.release()
})

test.skipIf(process.platform === 'win32')('nobody else can read the token', () => {
  const lock = take()
  expect(statSync(file).mode & 0o077).toBe(0)
  lock.release()
})

test.each([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 30, address: null })], // above every pid_max
  ['that was cut off while it was written', '{"pid":']
])('a lock %s is taken over', (_, content) => {
  writeFileSync(file, content)
  const lock = take()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
  lock.release()
})

test('a lock that nobody has touched for half a minute is taken over, though its number lives', () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, address: null }))
  const old = new Date(Date.now() - 31_000)
  utimesSync(file, old, old)
  take().release()
})
