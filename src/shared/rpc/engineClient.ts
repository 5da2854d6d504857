import { createBirpc } from 'birpc'
import { AppError } from '../errors.ts'
import type { EngineApi, EngineEvents } from './api.ts'
import type { Channel } from './channel.ts'
import { packError, unpackError } from './wireError.ts'

/** The engine as a window or a command sees it. */
export interface EngineClient {
  readonly engine: EngineApi
  /** Ends the connection; calls under way are rejected. */
  close(): void
}

/**
 * Talks to the engine over a channel. Calls have no time limit: a run may be awaited for hours. Those under way when the
 * engine dies or the channel closes are rejected with AppError engineStopped, before `engineRestarted` is passed on.
 */
export function connectEngine(channel: Channel, events: Partial<EngineEvents>): EngineClient {
  let isClosed = false
  const handlers: Partial<EngineEvents> = {
    ...events,
    engineRestarted(reason) {
      rejectPending()
      events.engineRestarted?.(reason)
    }
  }
  const rpc = createBirpc<EngineApi, Partial<EngineEvents>>(handlers, {
    post: (message) => {
      if (isClosed) throw engineStopped()
      channel.post(message)
    },
    on: (receive) => channel.listen(receive),
    serialize: packError,
    deserialize: unpackError,
    bind: 'functions',
    timeout: -1
  })
  const rejectPending = () => void rpc.$rejectPendingCalls(({ reject }) => reject(engineStopped()))
  const end = () => {
    isClosed = true
    rejectPending()
  }
  channel.onClose?.(end)
  return {
    engine: rpc,
    close() {
      end()
      channel.close()
    }
  }
}

function engineStopped(): AppError {
  return new AppError('engineStopped', 'The engine stopped before it had answered. Try again in a moment.')
}
