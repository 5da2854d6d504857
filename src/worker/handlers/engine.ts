import type { EngineApi } from '../../shared/rpc/api.ts'
import { createDatasetDesk } from './datasetDesk.ts'
import { createDatasetsHandlers } from './datasets.ts'
import type { EngineDeps } from './engineDeps.ts'
import { createLawsHandlers } from './laws.ts'
import { createNotebookHandlers } from './notebook.ts'
import { createProblemCache } from './problemCache.ts'
import { createProjectsHandlers } from './projects.ts'
import { createRunDesk } from './runDesk.ts'
import { createAskQuestion } from './runQuestion.ts'
import { createRunsHandlers } from './runs.ts'
import { createSpool } from './spool.ts'
import { createSystemHandlers } from './system.ts'
import { createTableCache } from './tableCache.ts'

export interface Engine {
  readonly api: EngineApi
  /** Ends every search and closes the store; nothing may be called afterwards. */
  close(): Promise<void>
}

/** The engine without its process: every handler over one store. */
export function createEngine(deps: EngineDeps): Engine {
  const { store, sourcesDir } = deps
  const tables = createTableCache(store)
  const problemOf = createProblemCache(tables)
  const datasets = createDatasetDesk(deps, tables)
  const ask = createAskQuestion(tables, problemOf)
  const runs = createRunDesk(deps, ask)
  const spool = createSpool(sourcesDir)
  spool.sweep(store.datasets.sourcePaths())
  const api: EngineApi = {
    ...createProjectsHandlers(deps, runs),
    ...createDatasetsHandlers(deps, datasets, tables, runs, spool),
    ...createRunsHandlers(deps, datasets, runs, ask),
    ...createLawsHandlers(deps, tables, problemOf, runs.snapshot),
    ...createNotebookHandlers(deps),
    ...createSystemHandlers(deps)
  }
  return {
    api,
    async close() {
      await runs.close()
      store.close()
    }
  }
}
