import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Envelope } from '../shared/rpc/envelope.ts'
import { describeExit } from './describeExit.ts'
import type { EngineEnd, EngineProcess } from './engine.ts'
import type { EngineFolders } from './engineFolders.ts'

/** An engine behind child_process.fork: one pipe that carries the frames of all clients. */
export interface ForkedEngine extends EngineProcess {
  /** Resolves when the pipe has taken the envelope; a dead engine swallows it. */
  send(envelope: Envelope): Promise<void>
  onEnvelope(receive: (envelope: Envelope) => void): void
}

const STOP_MS = 3_000
/** An import makes much garbage at once; by default V8 keeps 134 MB for it from then on. */
const ENGINE_HEAP = ['--max-semi-space-size=16']
/**
 * For the C library of Linux, which else keeps what large arrays have left behind, in an arena for every thread: arrays of
 * a megabyte go back to the system at once.
 */
const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '1048576', MALLOC_TRIM_THRESHOLD_: '1048576' }

/** Starts the engine as a child of this process. What it prints goes to stderr: stdout belongs to the host. */
export function forkEngine({ data, resources }: EngineFolders): ForkedEngine {
  const child = fork(join(import.meta.dirname, 'worker.js'), ['--data', data, '--resources', resources], {
    serialization: 'advanced',
    execArgv: [...process.execArgv, ...ENGINE_HEAP],
    env: { ...ALLOCATOR, ...process.env },
    stdio: ['ignore', process.stderr, 'pipe', 'ipc']
  })
  let printed = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    process.stderr.write(bytes)
    printed = (printed + bytes.toString()).slice(-2_000)
  })
  const silent = new Promise((resolve) => child.stderr?.once('close', resolve))
  const ended = new Promise<EngineEnd>((resolve) => {
    child.once('error', (error) => resolve({ reason: error.message, isRefusal: true }))
    // not `close`: Node leaves it out where this side has disconnected
    child.once('exit', (code, signal) => void silent.then(() => resolve(describeExit(signal ?? code, printed))))
  })
  return {
    pid: child.pid,
    send: (envelope) =>
      new Promise((resolve) => {
        if (child.connected) child.send(envelope, () => resolve())
        else resolve()
      }),
    onEnvelope: (receive) => {
      child.on('message', (message) => receive(message as Envelope))
    },
    onExit: (report) => void ended.then(report),
    async stop() {
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      if (child.connected) child.disconnect() // the engine ends with its pipe
      await ended
      clearTimeout(force)
    }
  }
}
