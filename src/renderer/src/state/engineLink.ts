import type { EngineApi, EngineEvents } from '../../../shared/rpc/api.ts'
import type { Channel } from '../../../shared/rpc/channel.ts'
import { connectEngine, type EngineClient } from '../../../shared/rpc/engineClient.ts'

/**
 * One engine for the whole life of a window, over channels that come and go. Calls made while there is no channel wait
 * for the next one; calls that are cut off are rejected with AppError engineStopped.
 */
export class EngineLink {
  readonly api: EngineApi
  #client: EngineClient | null = null
  #waiting: ((client: EngineClient) => void)[] = []

  constructor() {
    this.api = new Proxy({} as EngineApi, {
      get: (_, name) => (name === 'then' ? undefined : (...args: unknown[]) => this.#call(String(name), args))
    })
  }

  /** Takes a fresh channel into use; the old one ends. */
  open(channel: Channel, events: EngineEvents): void {
    this.close()
    const client = connectEngine(channel, events)
    this.#client = client
    const waiting = this.#waiting
    this.#waiting = []
    for (const go of waiting) go(client)
  }

  /** The channel is dead. */
  close(): void {
    this.#client?.close()
    this.#client = null
  }

  async #call(name: string, args: unknown[]): Promise<unknown> {
    const client = this.#client ?? (await new Promise<EngineClient>((go) => this.#waiting.push(go)))
    const methods = client.engine as unknown as Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>
    const method = methods[name]
    if (!method) throw new Error(`the engine has no method ${name}`)
    return method(...args)
  }
}
