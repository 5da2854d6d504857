import { expect, test, vi } from 'vitest'
import type { Channel } from '../../../../src/shared/rpc/channel.ts'
import type { EngineEvents } from '../../../../src/shared/rpc/api.ts'
import { EngineLink } from '../../../../src/renderer/src/state/engineLink.ts'

const events = {} as EngineEvents

/** A channel whose other side answers every call with `answer`, or never where it is undefined. */
function channel(answer?: unknown): Channel {
  let receive: (message: unknown) => void = () => undefined
  return {
    post: (message) => {
      const { i } = message as { i: string }
      if (answer !== undefined) queueMicrotask(() => receive({ t: 's', i, r: answer }))
    },
    listen: (listener) => (receive = listener),
    close: vi.fn()
  }
}

test('a call waits for the first channel', async () => {
  const link = new EngineLink()
  const call = link.api.listProjects()
  link.open(channel(['a project']), events)
  expect(await call).toEqual(['a project'])
})

test('a call that is cut off is rejected, and the next one goes over the next channel', async () => {
  const link = new EngineLink()
  const first = channel()
  link.open(first, events)
  const lost = link.api.listProjects()
  await Promise.resolve()
  link.close()
  await expect(lost).rejects.toMatchObject({ code: 'engineStopped' })
  expect(first.close).toHaveBeenCalled()
  const next = link.api.listProjects()
  link.open(channel([]), events)
  expect(await next).toEqual([])
})
