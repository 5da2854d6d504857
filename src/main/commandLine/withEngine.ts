import type { EngineApi, EngineEvents } from '../../shared/rpc/api.ts'
import { decode, encode } from '../../shared/rpc/codec.ts'
import { connectEngine } from '../../shared/rpc/engineClient.ts'
import { resourcesFolder } from '../engineFolders.ts'
import { forkEngine } from '../forkEngine.ts'

/**
 * Runs an engine in memory for as long as the work takes. Rejects with an ordinary Error, which is a bug, where the
 * engine dies.
 */
export async function withEngine<T>(
  events: Partial<EngineEvents>,
  work: (engine: EngineApi) => Promise<T>
): Promise<T> {
  const process = forkEngine({ data: ':memory:', resources: resourcesFolder })
  const client = connectEngine(
    {
      post: (message) => void process.send({ client: 1, message: encode(message) }),
      listen: (receive) => process.onEnvelope(({ message }) => message && receive(decode(message))),
      close() {}
    },
    events
  )
  const death = new Promise<never>((_, reject) => process.onExit(({ reason }) => reject(new Error(reason))))
  try {
    return await Promise.race([work(client.engine), death])
  } finally {
    death.catch(() => {}) // from here on its end is wanted
    client.close()
    await process.stop()
  }
}
