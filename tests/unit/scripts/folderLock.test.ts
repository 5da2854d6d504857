import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withFolderLock } from '../../../scripts/setup/folderLock.mjs'

let parent = ''
let lock = ''
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'lock-'))
  lock = join(parent, 'out', '.lock')
})
afterEach(() => rmSync(parent, { recursive: true }))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('works of several processes do not overlap', async () => {
  let atWork = 0
  const most = { atWork: 0, done: 0 }
  const work = async () => {
    most.atWork = Math.max(most.atWork, ++atWork)
    await pause(20)
    atWork--
    most.done++
  }
  await Promise.all([1, 2, 3].map(() => withFolderLock(lock, work)))
  expect(most).toEqual({ atWork: 1, done: 3 })
})

test('the result comes back and the lock goes, also after a failure', async () => {
  expect(await withFolderLock(lock, async () => existsSync(lock))).toBe(true)
  expect(existsSync(lock)).toBe(false)
  const failure = withFolderLock(lock, () => Promise.reject(new Error('no space left')))
  await expect(failure).rejects.toThrow('no space left')
  expect(existsSync(lock)).toBe(false)
})

test('the lock of a process that is gone is taken over', async () => {
  mkdirSync(lock, { recursive: true })
  writeFileSync(join(lock, 'pid'), String(2 ** 30)) // above every pid_max
  expect(await withFolderLock(lock, async () => 'done')).toBe('done')
})

test('a lock that nobody has touched for a while is taken over, whatever it holds', async () => {
  mkdirSync(lock, { recursive: true })
  writeFileSync(join(lock, 'pid'), String(process.pid))
  const old = new Date(Date.now() - 16_000)
  utimesSync(lock, old, old)
  expect(await withFolderLock(lock, async () => 'done')).toBe('done')
})
