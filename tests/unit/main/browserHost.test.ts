import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startBrowserHost, type BrowserHost } from '../../../src/main/browserHost.ts'
import { createClientRelay, type ClientRelay } from '../../../src/main/clientRelay.ts'
import type { ForkedEngine } from '../../../src/main/forkEngine.ts'
import { decode, encode } from '../../../src/shared/rpc/codec.ts'
import type { Envelope } from '../../../src/shared/rpc/envelope.ts'

const TOKEN = 'the-token'
const INDEX = Buffer.from('<!doctype html>')
const FILES = new Map([
  ['/', { mediaType: 'text/html; charset=utf-8', bytes: INDEX }],
  ['/assets/index.js', { mediaType: 'text/javascript; charset=utf-8', bytes: Buffer.from('1') }]
])

let relay: ClientRelay
let host: BrowserHost
beforeAll(async () => {
  relay = createClientRelay()
  host = await startBrowserHost({ port: 0, token: TOKEN, files: FILES, relay })
})
afterAll(() => host.close())

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** Unlike fetch, leaves path and Host as they are given. */
function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

interface Door {
  readonly token?: string
  readonly origin?: string
  readonly hostName?: string
  readonly path?: string
}

/** Resolves to the open socket, or to the message of its refusal. */
function knock({ token = TOKEN, origin, hostName, path = '/rpc' }: Door = {}): Promise<WebSocket | string> {
  const name = hostName ?? `127.0.0.1:${host.port}`
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}?token=${token}`, {
    headers: { host: name, origin: origin ?? `http://${name}` }
  })
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', (error) => resolve(error.message))
  })
}

async function enter(): Promise<WebSocket> {
  const socket = await knock()
  if (typeof socket === 'string') throw new Error(socket)
  return socket
}

const nextMessage = (socket: WebSocket) =>
  new Promise<unknown>((resolve) => socket.once('message', (bytes) => resolve(decode(bytes as Buffer))))

/** An engine that answers every frame with what `answer` makes of it. */
function fakeEngine(
  answer: (message: unknown, client: number) => unknown
): ForkedEngine & { die(): void; left: number[] } {
  let receive: (envelope: Envelope) => void = () => {}
  const exits: Parameters<ForkedEngine['onExit']>[0][] = []
  const left: number[] = []
  return {
    pid: 1,
    left,
    onEnvelope: (listener) => void (receive = listener),
    onExit: (report) => void exits.push(report),
    stop: async () => {},
    async send({ client, message }) {
      if (message === null) left.push(client)
      else receive({ client, message: encode(answer(decode(message), client)) })
    },
    die: () => exits.forEach((report) => report({ reason: 'killed', isRefusal: false }))
  }
}

test('the page comes with headers that close it off', async () => {
  const { status, headers, body } = await ask('/')
  expect([status, body]).toEqual([200, INDEX.toString()])
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer'
  })
})

test.each([
  ['/assets/index.js', 200],
  ['/assets/index.js?v=1', 200],
  ['/nothing', 404],
  ['/../package.json', 404],
  ['/assets/../../package.json', 404],
  ['/%2e%2e/package.json', 404],
  ['/..%2fpackage.json', 404],
  ['/assets/index.js%00.html', 404],
  ['//evil.example/', 200], // a path that looks like another host is still only a path of this one
  ['//', 404], // no address at all
  ['/\\', 404],
  ['http://[', 404],
  ['/rpc', 404]
])('%s gives %i', async (path, status) => {
  expect((await ask(path)).status).toBe(status)
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await ask('/', { method })).status).toBe(405)
})

test('HEAD gives the headers alone', async () => {
  const { status, headers, body } = await ask('/', { method: 'HEAD' })
  expect([status, headers['content-length'], body]).toEqual([200, String(INDEX.length), ''])
})

test('a request for another host name is refused', async () => {
  expect((await ask('/', { headers: { host: `evil.example:${host.port}` } })).status).toBe(403)
})

test.each<[string, Door]>([
  ['a wrong token', { token: 'the-tokem' }],
  ['no token', { token: '' }],
  ['a page of elsewhere', { origin: 'http://evil.example' }],
  ['another host name', { hostName: 'evil.example' }],
  ['another path', { path: '/other' }]
])('a socket with %s is refused', async (_, door) => {
  expect(await knock(door)).toMatch(/403/)
})

test.each(['//', '/rpc', '/other'])(
  'a socket at %s that is reset while it is refused does not end the host',
  async (path) => {
    const socket = connect(host.port, '127.0.0.1')
    const closed = once(socket, 'close')
    const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade'
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n${upgrade}\r\n\r\n`, () =>
      socket.resetAndDestroy()
    )
    await closed
    expect((await ask('/')).status).toBe(200)
  }
)

test('frames reach the engine with the number of their window, and come back to it alone', async () => {
  const engine = fakeEngine((message, client) => ({ message, client }))
  relay.connect(engine)
  const [a, b] = [await enter(), await enter()]
  a.send(encode({ x: new Float64Array([1, NaN]) }))
  const answer = (await nextMessage(a)) as { message: { x: Float64Array }; client: number }
  expect([...answer.message.x]).toEqual([1, NaN])
  b.send(encode('hello'))
  const other = (await nextMessage(b)) as { message: string; client: number }
  expect(other.message).toBe('hello')
  expect(other.client).not.toBe(answer.client)

  a.close()
  await expect.poll(() => engine.left).toEqual([answer.client]) // the engine is told who has gone
  b.close()
  await expect.poll(() => engine.left.length).toBe(2)
  engine.die()
})

test('frames sent while there is no engine wait for the next one, in order', async () => {
  const socket = await enter()
  const seen: unknown[] = []
  socket.on('message', (bytes) => seen.push(decode(bytes as Buffer)))
  for (const word of ['one', 'two', 'three']) socket.send(encode(word))
  const engine = fakeEngine((message) => message)
  relay.connect(engine)
  await expect.poll(() => seen).toEqual(['one', 'two', 'three'])
  socket.close()
  engine.die()
})

test('a file of a second start is told to the open window', async () => {
  const socket = await enter()
  const message = nextMessage(socket)
  const headers = { authorization: `Bearer ${TOKEN}` }
  expect((await ask('/open', { method: 'POST', headers, body: '/tables/größe.csv' })).status).toBe(204)
  expect(await message).toEqual({ t: 'q', m: 'openFile', a: ['/tables/größe.csv'] })
  socket.close()
})

test.each([
  ['without the token', {}],
  ['from a page', { authorization: `Bearer ${TOKEN}`, origin: 'http://evil.example' }]
])('a file %s is refused', async (_, headers) => {
  expect((await ask('/open', { method: 'POST', headers, body: '/tables/a.csv' })).status).toBe(403)
})

test('a file that was given before any window waits for one that has begun to speak', async () => {
  const lonely = createClientRelay()
  const other = await startBrowserHost({ port: 0, token: TOKEN, files: FILES, relay: lonely })
  lonely.deliver('openFile', '/tables/a.csv')
  const name = `127.0.0.1:${other.port}`
  const socket = new WebSocket(`ws://${name}/rpc?token=${TOKEN}`, { headers: { origin: `http://${name}` } })
  const message = nextMessage(socket)
  socket.once('open', () => socket.send(encode('hello')))
  expect(await message).toEqual({ t: 'q', m: 'openFile', a: ['/tables/a.csv'] })
  await other.close()
})

test('a port that is taken is said in words', async () => {
  const taken = startBrowserHost({ port: host.port, token: TOKEN, files: FILES, relay })
  await expect(taken).rejects.toThrow(`Port ${host.port} is in use`)
})
