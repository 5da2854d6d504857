import type { Page } from '@playwright/test'
import type { EngineApi } from '../../src/shared/rpc/api.ts'
import { decode, encode } from '../../src/shared/rpc/codec.ts'

type Answers = { readonly [Name in keyof EngineApi]?: () => ReturnType<EngineApi[Name]> }

/** A call as it lies on the socket. */
interface Frame {
  readonly t: 'q' | 's'
  readonly m?: keyof EngineApi
  readonly i?: string
}

/** Answers some calls of the window in place of the engine: what a test machine has cannot be taken from it. */
export async function answerInstead(page: Page, answers: Answers): Promise<void> {
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const { m, i } = decode(bytesOf(message)) as Frame
      const answer = m === undefined ? undefined : answers[m]
      if (answer === undefined) return server.send(message)
      void answer().then((r) => socket.send(Buffer.from(encode({ t: 's', i, r }))))
    })
    server.onMessage((message) => socket.send(message))
  })
}

function bytesOf(message: string | Buffer): Uint8Array {
  return typeof message === 'string' ? new TextEncoder().encode(message) : new Uint8Array(message)
}
