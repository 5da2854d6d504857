import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BEAT_MS = 5_000
const STALE_MS = 30_000

/** Who holds a data folder; `address` is null for the desktop window, and for a browser host that is starting. */
export interface Holder {
  readonly pid: number
  readonly address: string | null
}

export type HostLock =
  | { readonly taken: true; readonly publish: (address: string) => void; readonly release: () => void }
  | { readonly taken: false; readonly holder: Holder }

/**
 * Takes the data folder for one host, or tells who has it. The lock is a file `host.lock` that only the user can read
 * (the address holds the token) and that its owner touches every 5 s. A lock whose process is gone, or that was not
 * touched for 30 s (a number that was given to some other process after a crash), is taken over.
 */
export function lockDataFolder(folder: string): HostLock {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'host.lock')
  for (;;) {
    try {
      write(file, null, 'wx')
      return { taken: true, publish: (address) => write(file, address, 'w'), release: keep(file) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readLive(file)
    if (holder) return { taken: false, holder }
    rmSync(file, { force: true })
  }
}

function write(file: string, address: string | null, flag: 'w' | 'wx') {
  const holder: Holder = { pid: process.pid, address }
  writeFileSync(file, JSON.stringify(holder), { flag, mode: 0o600 })
}

function keep(file: string): () => void {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date())
    } catch {
      // removed by hand: the host goes on without a lock
    }
  }, BEAT_MS)
  beat.unref()
  return () => {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

function readLive(file: string): Holder | null {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return null
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder
    return isAlive(holder.pid) ? holder : null
  } catch {
    return null // released in the meantime, or cut off while it was written
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
