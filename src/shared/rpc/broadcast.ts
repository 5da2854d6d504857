import type { EngineEvents } from './api.ts'
import { EVENT_NAMES } from './events.ts'

/** Events that go to every listener there is at that moment. */
export function broadcast(listeners: Iterable<EngineEvents>): EngineEvents {
  const sender = (name: keyof EngineEvents) =>
    function send(...args: unknown[]): void {
      for (const listener of listeners) (listener[name] as (...args: unknown[]) => void)(...args)
    }
  return Object.fromEntries(EVENT_NAMES.map((name) => [name, sender(name)])) as unknown as EngineEvents
}
