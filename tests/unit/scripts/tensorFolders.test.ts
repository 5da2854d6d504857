import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { userCache } from '../../../scripts/setup/tensorflow/tensorFolders.mjs'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'lawsmith-cache-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

test('what is fetched is kept in the cache of the user', () => {
  const home = folder()
  expect(userCache('fallback', {}, () => home)).toBe(join(home, '.cache', 'lawsmith'))
})

test.skipIf(process.platform === 'win32')('a cache folder of its own goes before the home', () => {
  const [home, cache] = [folder(), folder()]
  expect(userCache('fallback', { XDG_CACHE_HOME: cache }, () => home)).toBe(join(cache, 'lawsmith'))
})

test('without a home, or with one that cannot hold anything, the project keeps it', () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  expect(userCache('fallback', {}, () => '')).toBe('fallback')
  expect(userCache('fallback', {}, () => join(file, 'missing'))).toBe('fallback')
  expect(userCache('fallback', {}, () => file)).toBe('fallback')
})
