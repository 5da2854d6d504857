import type { WebSocket } from 'ws'
import type { EngineEvents } from '../shared/rpc/api.ts'
import { encode } from '../shared/rpc/codec.ts'
import type { Envelope } from '../shared/rpc/envelope.ts'
import { eventMessage } from '../shared/rpc/events.ts'
import type { ForkedEngine } from './forkEngine.ts'

/** A window that lags behind by more than this is cut off; it reads its state anew when it comes back. */
const MAX_LAG_BYTES = 256 * 2 ** 20

const FAREWELL_MS = 1_000

/** Carries frames between the windows' sockets and the engine, without reading them. */
export interface ClientRelay {
  /** Takes a fresh engine into use. Frames that came while there was none go to it. */
  readonly connect: (engine: ForkedEngine) => void
  attach(socket: WebSocket): void
  /** Tells every open window. */
  announce<Name extends keyof EngineEvents>(name: Name, ...args: Parameters<EngineEvents[Name]>): void
  /** Tells the open windows, or the first one to come. */
  deliver<Name extends keyof EngineEvents>(name: Name, ...args: Parameters<EngineEvents[Name]>): void
  close(): void
}

export function createClientRelay(): ClientRelay {
  const sockets = new Map<number, WebSocket>()
  let lastClient = 0
  let undelivered: Uint8Array[] = []
  let engine = Promise.withResolvers<ForkedEngine>()

  function receive({ client, message }: Envelope) {
    const socket = sockets.get(client)
    if (!socket || message === null) return
    if (socket.bufferedAmount > MAX_LAG_BYTES) socket.terminate()
    else socket.send(message)
  }

  async function forward(socket: WebSocket, envelope: Envelope) {
    socket.pause() // holds a fast sender back until the pipe has taken the frame
    await (await engine.promise).send(envelope)
    socket.resume()
  }

  function broadcast(frame: Uint8Array) {
    for (const socket of sockets.values()) socket.send(frame)
  }

  return {
    connect(started) {
      started.onEnvelope(receive)
      started.onExit(() => {
        engine = Promise.withResolvers()
      })
      engine.resolve(started)
    },
    attach(socket) {
      const client = ++lastClient
      sockets.set(client, socket)
      socket.on('message', (bytes) => {
        void forward(socket, { client, message: bytes as Buffer })
        const frames = undelivered // a window that has spoken also listens
        undelivered = []
        frames.forEach(broadcast)
      })
      socket.on('close', () => {
        sockets.delete(client)
        void forward(socket, { client, message: null })
      })
      socket.on('error', () => socket.terminate())
    },
    announce: (name, ...args) => broadcast(encode(eventMessage(name, ...args))),
    deliver(name, ...args) {
      const frame = encode(eventMessage(name, ...args))
      if (sockets.size > 0) broadcast(frame)
      else undelivered.push(frame)
    },
    close() {
      for (const socket of sockets.values()) {
        socket.resume() // a held socket would not see the farewell of the other side
        socket.close(1001, 'The host stops.')
        setTimeout(() => socket.terminate(), FAREWELL_MS).unref()
      }
    }
  }
}
