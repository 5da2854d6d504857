import type { Channel } from '../../shared/rpc/channel.ts'
import type { AcceptClient } from './acceptClient.ts'

/** The part of Electron's MessagePortMain that a client needs; only src/main may import electron. */
export interface ClientPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** `process.parentPort` of an Electron utilityProcess. */
export interface ParentPort {
  on(event: 'message', listener: (event: { readonly ports: readonly ClientPort[] }) => void): unknown
}

/** Clients of an Electron utilityProcess: each comes as a message that carries a MessagePort of its own. */
export function listenToPorts(parent: ParentPort, accept: AcceptClient): void {
  parent.on('message', ({ ports }) => {
    for (const port of ports) {
      port.on('close', accept(portChannel(port)))
      port.start()
    }
  })
}

function portChannel(port: ClientPort): Channel {
  return {
    post: (message) => port.postMessage(message),
    listen: (receive) => void port.on('message', ({ data }) => receive(data)),
    close: () => port.close(),
    onClose: (react) => void port.on('close', react)
  }
}
