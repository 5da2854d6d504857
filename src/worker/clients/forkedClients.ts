import type { Channel } from '../../shared/rpc/channel.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'
import type { Envelope } from '../../shared/rpc/envelope.ts'
import type { AcceptClient } from './acceptClient.ts'

/** The part of a forked process that its pipe needs. */
export interface Pipe {
  on(event: 'message', listener: (message: unknown) => void): unknown
  readonly connected: boolean
  send?(message: unknown): unknown
}

interface Client {
  receive(message: unknown): void
  leave(): void
}

/** Clients behind child_process.fork: one pipe carries the frames of all, each in an envelope with the client's number. */
export function listenToPipe(
  pipe: Pipe,
  accept: AcceptClient,
  reportBug: (error: unknown, where: string) => void
): void {
  const clients = new Map<number, Client>()

  function open(client: number): Client {
    let listener: ((message: unknown) => void) | null = null
    const channel: Channel = {
      post: (message) => {
        if (pipe.connected) pipe.send?.({ client, message: encode(message) } satisfies Envelope)
      },
      listen: (receive) => {
        listener = receive
      },
      close: () => void clients.delete(client)
    }
    const opened = { leave: accept(channel), receive: (message: unknown) => listener?.(message) }
    clients.set(client, opened)
    return opened
  }

  pipe.on('message', (envelope) => {
    const { client, message } = envelope as Envelope
    if (message === null) {
      clients.get(client)?.leave()
      clients.delete(client)
      return
    }
    try {
      const frame = decode(message)
      const known = clients.get(client) ?? open(client)
      known.receive(frame)
    } catch (error) {
      // a client that sends nonsense must not take the engine down with it
      reportBug(error, `a frame of client ${client}`)
    }
  })
}
