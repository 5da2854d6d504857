import type { EngineEvents } from '../../shared/rpc/api.ts'
import type { startRunThread } from '../search/runThread.ts'
import type { Store } from '../store/store.ts'
import type { TensorSetUp } from '../tensor/tensorSetUp.ts'

/** What the handlers need from outside; the clock, the folders and the threads are parameters. */
export interface EngineDeps {
  readonly store: Store
  /** Folder with `samples/`. */
  readonly resourcesDir: string
  /** Folder of the user's data; null for an engine in memory. */
  readonly dataDir: string | null
  /** Folder in which copies of imported files are kept. */
  readonly sourcesDir: string
  /** Version of the program, for the provenance of laws. */
  readonly version: string
  /** To every window. */
  readonly emit: EngineEvents
  now(): number
  readonly startRunThread: typeof startRunThread
  readonly tensorSetUp: TensorSetUp
  /** A bug outside of a call: there is no one to answer. */
  reportBug(error: unknown, where: string): void
}
