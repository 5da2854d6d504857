import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { EngineApi, EngineEvents } from '../../src/shared/rpc/api.ts'
import type { Channel } from '../../src/shared/rpc/channel.ts'
import { decode, encode } from '../../src/shared/rpc/codec.ts'
import { connectEngine } from '../../src/shared/rpc/engineClient.ts'
import type { Envelope } from '../../src/shared/rpc/envelope.ts'

export interface ForkedEngine {
  readonly api: EngineApi
  readonly child: ChildProcess
  /** Folder of the database; ':memory:' for none. */
  readonly data: string
  /** What the engine has printed on stderr. */
  stderr(): string
  /** One more client of the same engine. */
  connect(events?: Partial<EngineEvents>): EngineApi
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Ends it as a host does; gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts the engine from its sources in a process of its own, as the hosts do. */
export function forkEngine(data: string, events: Partial<EngineEvents> = {}): ForkedEngine {
  const child = fork(resolve('src/worker/index.ts'), ['--data', data, '--resources', resolve('resources')], {
    serialization: 'advanced',
    execArgv: [],
    silent: true
  })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  child.stdout?.resume()
  const exited = once(child, 'exit')
  let clients = 0
  const connect = (listener: Partial<EngineEvents> = {}): EngineApi =>
    connectEngine(clientChannel(child, ++clients), listener).engine
  return {
    api: connect(events),
    child,
    data,
    stderr: () => errors,
    connect,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      if (child.connected) child.disconnect()
      await exited
      return child.exitCode
    }
  }
}

/** A new folder for an engine's data; the caller removes it. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lawsmith-data-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

function clientChannel(child: ChildProcess, client: number): Channel {
  return {
    post: (message) => {
      if (child.connected) child.send({ client, message: encode(message) } satisfies Envelope)
    },
    listen: (receive) =>
      void child.on('message', (envelope) => {
        const { client: to, message } = envelope as unknown as Envelope
        if (to === client && message !== null) receive(decode(message))
      }),
    close: () => {
      if (child.connected) child.send({ client, message: null } satisfies Envelope)
    },
    onClose: (react) => void child.once('exit', react)
  }
}
