import { describe, expect, test, vi } from 'vitest'
import { AppError, isAppError } from '../../../../src/shared/errors.ts'
import type { EngineApi, EngineEvents } from '../../../../src/shared/rpc/api.ts'
import { broadcast } from '../../../../src/shared/rpc/broadcast.ts'
import type { Channel } from '../../../../src/shared/rpc/channel.ts'
import { decode, encode } from '../../../../src/shared/rpc/codec.ts'
import { connectEngine } from '../../../../src/shared/rpc/engineClient.ts'
import { eventMessage } from '../../../../src/shared/rpc/events.ts'
import { serveEngine } from '../../../../src/shared/rpc/server.ts'
import { channelPair } from '../../../support/channelPair.ts'

/** The same pair with every message through the WebSocket's codec. */
function codedPair(): readonly [Channel, Channel] {
  const [a, b] = channelPair()
  const coded = (channel: Channel): Channel => ({
    ...channel,
    post: (message) => channel.post(encode(message)),
    listen: (receive) => channel.listen((frame) => receive(decode(frame as Uint8Array)))
  })
  return [coded(a), coded(b)]
}

function connect(api: Partial<EngineApi>, events: Partial<EngineEvents> = {}, [near, far] = channelPair()) {
  const reportBug = vi.fn()
  const sent = serveEngine(far, api as EngineApi, reportBug)
  return { ...connectEngine(near, events), sent, reportBug, near, far }
}

describe.each([
  ['structured clone', channelPair],
  ['the codec', codedPair]
])('over %s', (_, pair) => {
  test('numbers that JSON loses and typed arrays arrive as they were', async () => {
    const page = { start: 0, count: 3, columns: [{ name: 'x', cells: Float64Array.of(NaN, -Infinity, 1.5) }] }
    const { engine } = connect({ readRows: async () => page }, {}, pair())
    expect(await engine.readRows(1, 0, 3)).toEqual(page)
  })

  test('a fault of the user arrives as an AppError with code, message and details', async () => {
    const listProjects = async () => {
      throw new AppError('badCell', 'not a number', { row: 3, column: 'P', range: [NaN] })
    }
    const { engine, reportBug } = connect({ listProjects }, {}, pair())
    const error: unknown = await engine.listProjects().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    expect(isAppError(error)).toBe(true)
    expect(error).toMatchObject({ code: 'badCell', message: 'not a number', details: { row: 3, range: [NaN] } })
    expect(reportBug).not.toHaveBeenCalled()
  })

  test('a bug arrives as an Error with its message alone, and is reported where it happened', async () => {
    const bug = new TypeError('x is not a function')
    const { engine, reportBug } = connect({ listProjects: () => Promise.reject(bug) }, {}, pair())
    const error: unknown = await engine.listProjects().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(Error)
    expect(isAppError(error)).toBe(false)
    expect(error).toMatchObject({ name: 'TypeError', message: 'x is not a function' })
    expect(reportBug).toHaveBeenCalledExactlyOnceWith(bug, 'listProjects')
  })

  test('an absent option does not arrive as null', async () => {
    const resumeRun = vi.fn<EngineApi['resumeRun']>()
    const { engine } = connect({ resumeRun }, {}, pair())
    await engine.resumeRun(1, { seconds: 5, evaluations: undefined })
    expect(resumeRun.mock.calls[0]![1].evaluations).toBeUndefined()
  })

  test('events reach the window', async () => {
    const importProgress = vi.fn()
    const { sent } = connect({}, { importProgress }, pair())
    sent.importProgress('a', 1, 2)
    await vi.waitFor(() => expect(importProgress).toHaveBeenCalledExactlyOnceWith('a', 1, 2))
  })
})

test.each([null, undefined, 7, 'hello'])(
  'a frame %s, which is no message, is reported and does no harm',
  async (frame) => {
    const { engine, reportBug, near } = connect({ listProjects: async () => [] })
    near.post(frame)
    expect(await engine.listProjects()).toEqual([])
    expect(reportBug).toHaveBeenCalledOnce()
  }
)

test('what is not in the API cannot be called', async () => {
  const { engine } = connect({ listProjects: async () => [] })
  const call = (engine as unknown as Record<string, () => Promise<unknown>>)['hasOwnProperty']!
  await expect(call()).rejects.toThrow('not found')
})

describe('when the engine goes away', () => {
  const never = { listProjects: () => new Promise<never>(() => {}) }

  test('a closed channel fails the calls under way and those that follow', async () => {
    const { engine, far } = connect(never)
    const pending = engine.listProjects()
    await new Promise(setImmediate)
    far.close()
    await expect(pending).rejects.toMatchObject({ name: 'AppError', code: 'engineStopped' })
    await expect(engine.listProjects()).rejects.toMatchObject({ code: 'engineStopped' })
  })

  test('closing the client does the same', async () => {
    const { engine, close } = connect(never)
    const pending = engine.listProjects()
    await new Promise(setImmediate)
    close()
    await expect(pending).rejects.toMatchObject({ code: 'engineStopped' })
  })

  test('the word of a restart fails the calls under way, and later ones are answered', async () => {
    const order: string[] = []
    const listProjects = vi.fn<EngineApi['listProjects']>(() => new Promise(() => {}))
    const [near, far] = channelPair()
    const { engine } = connect({ listProjects }, { engineRestarted: (reason) => void order.push(reason) }, [near, far])
    const pending = engine.listProjects().catch(() => void order.push('rejected'))
    await new Promise(setImmediate)
    far.post(eventMessage('engineRestarted', 'killed'))
    await pending
    await vi.waitFor(() => expect(order).toHaveLength(2))
    expect(new Set(order)).toEqual(new Set(['rejected', 'killed']))
    listProjects.mockResolvedValue([])
    expect(await engine.listProjects()).toEqual([])
  })
})

test('a broadcast reaches those who listen at that moment', () => {
  const listeners = new Set<EngineEvents>()
  const events = broadcast(listeners)
  events.openFile('nobody hears this')
  const first = { openFile: vi.fn() }
  const second = { openFile: vi.fn() }
  listeners.add(first as unknown as EngineEvents).add(second as unknown as EngineEvents)
  events.openFile('a.csv')
  expect(first.openFile).toHaveBeenCalledExactlyOnceWith('a.csv')
  expect(second.openFile).toHaveBeenCalledExactlyOnceWith('a.csv')
})
