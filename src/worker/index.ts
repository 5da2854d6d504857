import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import packageJson from '../../package.json' with { type: 'json' }
import { isAppError } from '../shared/errors.ts'
import type { EngineEvents } from '../shared/rpc/api.ts'
import { broadcast } from '../shared/rpc/broadcast.ts'
import type { Channel } from '../shared/rpc/channel.ts'
import { EXIT_REFUSED } from '../shared/rpc/exitCodes.ts'
import { serveEngine } from '../shared/rpc/server.ts'
import { listenToPipe } from './clients/forkedClients.ts'
import { listenToPorts, type ParentPort } from './clients/portClients.ts'
import { createEngine } from './handlers/engine.ts'
import { startRunThread } from './search/runThread.ts'
import { openStore } from './store/store.ts'
import { tensorSetUp } from './tensor/tensorSetUp.ts'

// The engine process: `--data DIR` (or `:memory:`) and `--resources DIR`, under child_process.fork or utilityProcess.
const IN_MEMORY = ':memory:'

// no news about the processor on the console; a thread cannot set this for itself
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'

process.on('uncaughtException', (error) => {
  console.error(`lawsmith engine: uncaught: ${error.stack ?? error.message}`)
  process.exit(1)
})

const { values: args } = parseArgs({ options: { data: { type: 'string' }, resources: { type: 'string' } } })
const dataDir = args.data === undefined || args.data === IN_MEMORY ? null : resolve(args.data)
const resourcesDir = resolve(args.resources ?? 'resources')
const scratchDir = dataDir === null ? mkdtempSync(join(tmpdir(), 'lawsmith-')) : null

const windows = new Set<EngineEvents>()
const engine = startEngine()
const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort
if (parentPort !== undefined) listenToPorts(parentPort, accept)
else listenToPipe(process, accept, reportBug)

let closing: Promise<void> | null = null
process.on('disconnect', leave) // never outlive the host
process.on('SIGTERM', leave)
process.on('SIGINT', () => {}) // Ctrl-C in a terminal reaches the host too, and the host says when to stop
process.on('exit', () => {
  if (scratchDir !== null) rmSync(scratchDir, { recursive: true, force: true })
})

function startEngine() {
  try {
    if (dataDir !== null) mkdirSync(dataDir, { recursive: true })
    // without a folder of its own the database is a temporary file, which SQLite removes at the end
    const file = dataDir === null ? '' : join(dataDir, 'lawsmith.sqlite')
    return createEngine({
      store: openStore(file, Date.now()),
      resourcesDir,
      dataDir,
      sourcesDir: scratchDir ?? join(resolve(dataDir ?? '.'), 'sources'),
      version: packageJson.version,
      emit: broadcast(windows),
      now: Date.now,
      startRunThread,
      tensorSetUp,
      reportBug
    })
  } catch (error) {
    if (!isAppError(error)) throw error
    console.error(error.message)
    process.exit(EXIT_REFUSED)
  }
}

function accept(channel: Channel): () => void {
  const events = serveEngine(channel, engine.api, reportBug)
  windows.add(events)
  return () => void windows.delete(events)
}

function reportBug(error: unknown, where: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.error(`lawsmith engine: bug in ${where}: ${text}`)
}

function leave(): void {
  closing ??= engine.close().finally(() => process.exit(0))
}
