import { createBirpc } from 'birpc'
import { AppError } from '../errors.ts'
import type { EngineApi, EngineEvents } from './api.ts'
import type { Channel } from './channel.ts'

/** The engine as a window or a command sees it. */
export interface EngineClient {
  readonly engine: EngineApi
  /** Ends the connection; calls under way are rejected. */
  close(): void
}

/**
 * Talks to the engine over a channel. Calls have no time limit; those under way when the engine dies are rejected with
 * AppError engineStopped before `engineRestarted` is passed on.
 */
export function connectEngine(channel: Channel, events: EngineEvents): EngineClient {
  const stopped = () => new AppError('engineStopped', 'The engine stopped before it had answered. Try again.')
  const rpc = createBirpc<EngineApi, EngineEvents>(
    {
      ...events,
      engineRestarted(reason) {
        rpc.$rejectPendingCalls(({ reject }) => reject(stopped()))
        events.engineRestarted(reason)
      }
    },
    {
      post: (message) => channel.post(message),
      on: (receive) => channel.listen(receive),
      bind: 'functions',
      timeout: -1
    }
  )
  return {
    engine: rpc,
    close() {
      rpc.$close(stopped())
      channel.close()
    }
  }
}
