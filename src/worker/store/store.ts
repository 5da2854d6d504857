import { createColumnTable } from './columnTable.ts'
import { createDatasetTable } from './datasetTable.ts'
import { createLawTable } from './lawTable.ts'
import { createNotebookTable } from './notebookTable.ts'
import { openDatabase } from './openDatabase.ts'
import { createProjectTable } from './projectTable.ts'
import { createReadingTable } from './readingTable.ts'
import { createRunTable } from './runTable.ts'

export type Store = ReturnType<typeof openStore>

/**
 * Everything that outlives the engine, in one SQLite database: the only writer is this process. `file` may be ':memory:' or ''.
 * What an engine left half done when it died is tidied here: cut-off imports go, its runs become resumable.
 */
export function openStore(file: string, now: number) {
  const { db, notices } = openDatabase(file, now)
  const datasets = createDatasetTable(db)
  const readings = createReadingTable(db)
  const runs = createRunTable(db)
  datasets.removeUnread()
  readings.removeUnfinished()
  readings.removeSuperseded()
  runs.markInterrupted(now)
  return {
    notices,
    projects: createProjectTable(db),
    datasets,
    readings,
    columns: createColumnTable(db),
    runs,
    laws: createLawTable(db),
    notebook: createNotebookTable(db),
    /** Does all of it or nothing. */
    transaction: <T>(work: () => T): T => db.transaction(work)(),
    close: () => void db.close()
  }
}
