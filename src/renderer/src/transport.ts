import type { Channel } from '../../shared/rpc/channel.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'
import type { Desktop, DesktopMessage } from '../../shared/rpc/desktop.ts'
import { socketAddress } from '../../shared/rpc/socketAddress.ts'

/** Set by the preload script of the Electron window; absent in a browser. */
export function desktop(): Desktop | null {
  return (window as { desktop?: Desktop }).desktop ?? null
}

/** What a transport tells about the way to the engine. */
export interface TransportListener {
  /** A fresh channel; the one before it, if any, is dead. */
  readonly opened: (channel: Channel) => void
  readonly closed: () => void
  /** An event of the shell, which does not come over the channel. */
  readonly told: (event: Extract<DesktopMessage, { lawsmith: 'event' }>) => void
}

/** Looks after the way to the engine for as long as the window lives. */
export function openTransport(listener: TransportListener): void {
  if (desktop()) listenForPorts(listener)
  else keepSocketOpen(socketAddress(location.origin, `#token=${takeToken()}`), listener)
}

function isDesktopMessage(data: unknown): data is DesktopMessage {
  return typeof data === 'object' && data !== null && 'lawsmith' in data
}

function listenForPorts({ opened, closed, told }: TransportListener): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window || !isDesktopMessage(event.data)) return
    if (event.data.lawsmith === 'port') {
      const [port] = event.ports
      if (port) opened(portChannel(port))
      return
    }
    if (event.data.name === 'engineRestarted') closed() // the new port comes after this event
    told(event.data)
  })
}

function portChannel(port: MessagePort): Channel {
  return {
    post: (message) => port.postMessage(message),
    listen: (receive) => (port.onmessage = (event: MessageEvent<unknown>) => receive(event.data)),
    close: () => port.close()
  }
}

const TOKEN_KEY = 'lawsmith.token'

/** Token of the address; kept for a reload and taken out of what the user sees and copies. */
function takeToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return sessionStorage.getItem(TOKEN_KEY) ?? ''
  sessionStorage.setItem(TOKEN_KEY, token)
  history.replaceState(null, '', location.pathname + location.search)
  return token
}

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5000

/** Opens the socket, and opens it again with growing delays whenever it closes. */
function keepSocketOpen(address: string, { opened, closed }: TransportListener): void {
  let delayMs = FIRST_DELAY_MS
  const open = () => {
    const socket = new WebSocket(address)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      delayMs = FIRST_DELAY_MS
      opened(socketChannel(socket))
    }
    socket.onclose = () => {
      closed()
      setTimeout(open, delayMs)
      delayMs = Math.min(2 * delayMs, LONGEST_DELAY_MS)
    }
  }
  open()
}

function socketChannel(socket: WebSocket): Channel {
  return {
    post: (message) => socket.send(encode(message)),
    listen: (receive) =>
      (socket.onmessage = (event: MessageEvent<ArrayBuffer>) => receive(decode(new Uint8Array(event.data)))),
    close: () => socket.close(),
    onClose: (react) => socket.addEventListener('close', react)
  }
}
