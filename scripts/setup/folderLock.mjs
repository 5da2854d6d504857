import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const BEAT_MS = 2_000
const STALE_MS = 15_000

/**
 * Does the work while no other process does it: the holder owns a folder and touches it as long as it lives.
 * A lock whose process is gone, or that was not touched for 15 s, is taken over.
 */
export async function withFolderLock(folder, work) {
  mkdirSync(dirname(folder), { recursive: true })
  while (!acquire(folder)) {
    if (isStale(folder)) discard(folder)
    await sleep(100) // also where the folder cannot be taken away: a lock must not burn a core
  }
  const beat = setInterval(() => touch(folder), BEAT_MS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    rmSync(folder, { recursive: true, force: true })
  }
}

function acquire(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(folder, 'pid'), String(process.pid))
  return true
}

function isStale(folder) {
  try {
    if (Date.now() - statSync(folder).mtimeMs > STALE_MS) return true
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    return pid > 0 && !isAlive(pid)
  } catch {
    return false // just made, or just released: look again
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Renamed before it is removed, so that of two processes only one takes it away. */
function discard(folder) {
  const rubbish = `${folder}-${process.pid}-${Date.now()}`
  try {
    renameSync(folder, rubbish)
    rmSync(rubbish, { recursive: true, force: true })
  } catch {
    // another process was quicker
  }
}

function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date())
  } catch {
    // the folder was removed by hand; the work goes on
  }
}
