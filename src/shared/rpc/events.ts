import type { EngineEvents } from './api.ts'

const NAMES: Readonly<Record<keyof EngineEvents, true>> = {
  importProgress: true,
  datasetsChanged: true,
  runChanged: true,
  runSnapshot: true,
  lawsChanged: true,
  notebookChanged: true,
  engineRestarted: true,
  openFile: true,
  menuCommand: true
}

/** Every event, for senders that expect no answer. */
export const EVENT_NAMES = Object.keys(NAMES) as (keyof EngineEvents)[]

/**
 * An event as it lies on a channel, so that a host, which relays messages without reading them, can tell its windows
 * something of its own.
 */
export function eventMessage<Name extends keyof EngineEvents>(
  name: Name,
  ...args: Parameters<EngineEvents[Name]>
): unknown {
  return { t: 'q', m: name, a: args }
}
