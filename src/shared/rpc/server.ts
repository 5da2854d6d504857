import { createBirpc } from 'birpc'
import { isAppError } from '../errors.ts'
import type { EngineApi, EngineEvents } from './api.ts'
import type { Channel } from './channel.ts'
import { EVENT_NAMES } from './events.ts'
import { packError, unpackError } from './wireError.ts'

/**
 * Answers the calls that come over a channel and gives back the events of the window at its other end. Faults of the
 * user go back as they are; any other error is a bug: it is handed to `reportBug` and goes back as a message alone.
 */
export function serveEngine(
  channel: Channel,
  api: EngineApi,
  reportBug: (error: unknown, method: string) => void
): EngineEvents {
  return createBirpc<EngineEvents, EngineApi>(api, {
    post: (message) => channel.post(message),
    on: (receive) =>
      channel.listen((message) => {
        if (typeof message === 'object' && message !== null) receive(message)
        else reportBug(new Error(`a frame that is no message: ${String(message).slice(0, 40)}`), 'message')
      }),
    serialize: packError,
    deserialize: unpackError,
    eventNames: EVENT_NAMES,
    bind: 'functions',
    // own names only: `constructor` and the like are no part of the API
    resolver: (name, method) => (Object.hasOwn(api, name) ? method : undefined),
    onFunctionError: (error, method) => {
      if (!isAppError(error)) reportBug(error, method)
    },
    onGeneralError: (error, method) => {
      reportBug(error, method ?? 'message')
      return true
    }
  })
}
