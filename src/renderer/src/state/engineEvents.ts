import type { EngineEvents } from '../../../shared/rpc/api.ts'
import type { Workbench } from './workbench.svelte.ts'

/** What the engine tells a window, led to the part of its state that it concerns. */
export function engineEvents(workbench: Workbench): EngineEvents {
  const { datasets, runs, laws, notebook, notices, commands } = workbench

  function ifOpen(projectId: number, work: () => Promise<void>): void {
    if (projectId === workbench.project?.id) void notices.attempt(work)
  }

  return {
    importProgress: (importId, bytesRead, bytesTotal) => datasets.showProgress(importId, bytesRead, bytesTotal),
    datasetsChanged: (projectId) => ifOpen(projectId, () => datasets.load(projectId)),
    runChanged: (run) => {
      // the engine tells of the runs of all projects
      if (!datasets.items.some(({ id }) => id === run.datasetId)) return
      runs.applyRun(run)
      workbench.followEnd(run)
    },
    runSnapshot: (runId, snapshot) => runs.applySnapshot(runId, snapshot),
    lawsChanged: (runId) => {
      if (runId === laws.runId) void laws.load(runId)
    },
    notebookChanged: (projectId) => ifOpen(projectId, () => notebook.load(projectId)),
    engineRestarted: (reason) => void workbench.showRestart(reason),
    openFile: (path) => void datasets.importPath(path),
    menuCommand: (command) => void commands.run(command)
  }
}
