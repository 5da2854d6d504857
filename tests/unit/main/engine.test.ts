import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { superviseEngine, type EngineEnd } from '../../../src/main/engine.ts'

const KILLED: EngineEnd = { reason: 'The engine was ended by SIGKILL.', isRefusal: false }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A supervisor over processes that end when the test says so. */
function supervise() {
  const events: string[] = []
  const ends: ((end: EngineEnd) => void)[] = []
  const supervised = superviseEngine({
    start: () => {
      const number = ends.length + 1
      return {
        pid: number,
        onExit: (report) => void ends.push(report),
        stop: async () => void events.push(`stop ${number}`)
      }
    },
    onStart: ({ pid }) => void events.push(`start ${pid}`),
    onDeath: (reason) => void events.push(reason),
    onGiveUp: (reason) => void events.push(`give up: ${reason}`),
    now: Date.now
  })
  return { supervised, events, end: (end: EngineEnd) => ends.at(-1)?.(end), starts: () => ends.length }
}

test('a dead engine is started again after growing delays', () => {
  const { end, events, starts, supervised } = supervise()
  end(KILLED)
  expect(supervised.pid()).toBeUndefined()
  expect(events).toEqual(['start 1', KILLED.reason])
  vi.advanceTimersByTime(100)
  expect(supervised.pid()).toBe(2)
  end(KILLED)
  vi.advanceTimersByTime(199)
  expect(starts()).toBe(2)
  vi.advanceTimersByTime(1)
  expect(starts()).toBe(3)
})

test('the sixth death within a minute is the last', () => {
  const { end, events, starts } = supervise()
  for (let death = 1; death <= 6; death++) {
    end(KILLED)
    vi.advanceTimersByTime(3_000) // 0.1 · 2⁴ s is the longest delay
  }
  expect(starts()).toBe(6)
  expect(events.at(-1)).toBe(`give up: ${KILLED.reason}`)
})

test('deaths that lie more than a minute apart go on for ever', () => {
  const { end, starts } = supervise()
  for (let death = 1; death <= 20; death++) {
    end(KILLED)
    vi.advanceTimersByTime(61_000)
  }
  expect(starts()).toBe(21)
})

test('an engine that refuses to start is not started again', () => {
  const { end, events, starts } = supervise()
  end({ reason: 'The data were written by a newer Lawsmith.', isRefusal: true })
  vi.advanceTimersByTime(60_000)
  expect(starts()).toBe(1)
  expect(events.at(-1)).toBe('give up: The data were written by a newer Lawsmith.')
})

test('an engine that was stopped stays so', async () => {
  const { end, events, starts, supervised } = supervise()
  await supervised.stop()
  end(KILLED)
  vi.advanceTimersByTime(60_000)
  expect(starts()).toBe(1)
  expect(events).toEqual(['start 1', 'stop 1'])
})

test('a stop between death and restart calls the restart off', async () => {
  const { end, starts, supervised } = supervise()
  end(KILLED)
  await supervised.stop()
  vi.advanceTimersByTime(60_000)
  expect(starts()).toBe(1)
})
