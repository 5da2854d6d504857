import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { DatasetSummary } from '../../../../src/shared/domain/dataset.ts'
import type { EngineApi, EngineEvents } from '../../../../src/shared/rpc/api.ts'
import { EVENT_NAMES } from '../../../../src/shared/rpc/events.ts'
import { createEngine } from '../../../../src/worker/handlers/engine.ts'
import type { EngineDeps } from '../../../../src/worker/handlers/engineDeps.ts'
import { startRunThread } from '../../../../src/worker/search/runThread.ts'
import { openStore, type Store } from '../../../../src/worker/store/store.ts'

export interface TestEngine {
  readonly api: EngineApi
  readonly store: Store
  readonly folder: string
  readonly sourcesDir: string
  readonly projectId: number
  /** Every event that was sent, as [name, ...arguments]. */
  readonly events: unknown[][]
  readonly reportBug: ReturnType<typeof vi.fn>
  close(): Promise<void>
  /** Imports a table given as text. */
  importText(name: string, text: string): Promise<DatasetSummary>
}

/** An engine in this process over a store in memory, or over `file`, with a folder of its own that goes with the test. */
export async function testEngine(changes: Partial<EngineDeps> = {}, file = ':memory:'): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'lawsmith-engine-'))
  const sourcesDir = changes.sourcesDir ?? join(folder, 'sources')
  const events: unknown[][] = []
  const emit = Object.fromEntries(
    EVENT_NAMES.map((name) => [name, (...args: unknown[]) => void events.push([name, ...args])])
  ) as unknown as EngineEvents
  const reportBug = vi.fn()
  let time = 1000
  const store = openStore(file, time)
  const engine = createEngine({
    store,
    resourcesDir: resolve('resources'),
    dataDir: null,
    sourcesDir,
    version: '0.0.0',
    emit,
    now: () => time++,
    startRunThread,
    tensorSetUp: { check: async () => null, again: async () => null },
    reportBug,
    ...changes
  })
  let isOpen = true
  const close = async () => {
    if (isOpen) await engine.close()
    isOpen = false
  }
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { api } = engine
  const { id: projectId } = await api.currentProject()
  let imports = 0
  async function importText(name: string, text: string): Promise<DatasetSummary> {
    const path = join(folder, name)
    writeFileSync(path, text)
    return api.importPath(projectId, path, {}, `import-${imports++}`)
  }
  return { api, store, folder, sourcesDir, projectId, events, reportBug, close, importText }
}

/** Kepler's six planets. */
export const KEPLER = `planet,a [m],P [s]
Mercury,0.389,87.77
Venus,0.724,224.70
Earth,1,365.25
Mars,1.524,686.95
Jupiter,5.2,4332.62
Saturn,9.51,10759.2
`
