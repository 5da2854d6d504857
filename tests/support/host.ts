import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../../scripts/setup/projectRoot.mjs'

export interface TestHost {
  /** Address of the window with its token. */
  readonly url: string
  readonly pid: number
  /** Folder of the data; it is removed by `stop`. */
  readonly data: string
  /** Process number of the engine that runs now (Linux only: read from /proc). */
  enginePid(): number
  stop(): Promise<void>
}

/**
 * Starts the built browser host on a free port with an empty data folder. `data` keeps a folder over two hosts: then
 * `stop` leaves it.
 */
export async function startHost({ data, file }: { data?: string; file?: string } = {}): Promise<TestHost> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'lawsmith-'))
  const args = ['--port', '0', '--data', folder, ...(file ? ['--open', file] : [])]
  const child = spawn(process.execPath, [join(projectRoot, 'out', 'main', 'server.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let errors = ''
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const address = /^Lawsmith: (\S+)$/.exec(line)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`The host ended with code ${code}: ${errors}`)))
  })
  const pid = child.pid ?? 0
  return {
    url,
    pid,
    data: folder,
    enginePid: () => childrenOf(pid)[0] ?? fail('The host has no engine.'),
    async stop() {
      child.kill('SIGTERM')
      await exited
      if (data === undefined) rmSync(folder, { recursive: true, force: true })
    }
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
}

/** The fourth field of `stat`; the second is the name in brackets, which may hold blanks. */
function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null // ended in the meantime
  }
}

function fail(message: string): never {
  throw new Error(message)
}
