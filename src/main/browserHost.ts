import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { SOCKET_PATH } from '../shared/rpc/socketAddress.ts'
import type { ClientRelay } from './clientRelay.ts'
import { isLocalHost, isOwnOrigin, isToken } from './requestGuard.ts'
import { SECURITY_HEADERS } from './securityHeaders.ts'
import type { StaticFile } from './staticFiles.ts'

/** Uploads come in chunks of at most a few megabytes. */
const MAX_FRAME_BYTES = 64 * 2 ** 20

/** Path to which a second start hands its file. */
export const OPEN_PATH = '/open'

export interface BrowserHost {
  readonly port: number
  close(): Promise<void>
}

export interface BrowserHostSettings {
  /** 0 takes any free port. */
  readonly port: number
  readonly token: string
  readonly files: ReadonlyMap<string, StaticFile>
  readonly relay: ClientRelay
}

/**
 * Serves the window and its socket on 127.0.0.1. The files are no secret; the socket and `/open` ask for the token, and
 * for a request that comes from this host's own page (socket) or from no page at all (`/open`).
 * Rejects where the port is taken.
 */
export async function startBrowserHost({ port, token, files, relay }: BrowserHostSettings): Promise<BrowserHost> {
  const server = createServer((request, response) => {
    if (!isLocalHost(request.headers)) return refuse(response, 403)
    const pathname = requestUrl(request)?.pathname ?? ''
    if (pathname === OPEN_PATH) return void openFile(request, response).catch(() => response.destroy())
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    const file = files.get(pathname)
    if (!file) return refuse(response, 404)
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': file.mediaType,
      'content-length': file.bytes.length
    })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
  })

  async function openFile(request: IncomingMessage, response: ServerResponse) {
    const allowed = request.headers.origin === undefined && isToken(request.headers.authorization, `Bearer ${token}`)
    if (request.method !== 'POST' || !allowed) return refuse(response, 403)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    relay.deliver('openFile', Buffer.concat(chunks).toString())
    response.writeHead(204, SECURITY_HEADERS).end()
  }

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy()) // from here on nobody else listens, and a reset would end the host
    const url = requestUrl(request)
    const allowed = isOwnOrigin(request.headers) && isToken(url?.searchParams.get('token'), token)
    if (url?.pathname !== SOCKET_PATH || !allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => relay.attach(webSocket))
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use; choose another one with --port.`) : error)
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        relay.close()
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/** Null for what is no address, such as `//`: any page may send that. */
function requestUrl(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '/', 'http://127.0.0.1')
}

function refuse(response: ServerResponse, status: 403 | 404 | 405) {
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'text/plain' }).end(`${status}\n`)
}
