import { mapExpr, param, type Param } from '../../shared/domain/expr.ts'
import type { NotebookEntry, Pinned } from '../../shared/domain/notebook.ts'
import type { NotebookApi } from '../../shared/rpc/api.ts'
import { printInfix } from '../../shared/expression/printInfix.ts'
import { printLawInfix } from '../../shared/expression/printLaw.ts'
import { exportNotebook } from '../io/export/exportNotebook.ts'
import type { EngineDeps } from './engineDeps.ts'
import { found } from './found.ts'

export function createNotebookHandlers({ store, emit, now }: EngineDeps): NotebookApi {
  const { notebook } = store
  const get = (entryId: number): NotebookEntry => found(notebook.find(entryId), 'notebook entry', entryId)

  function changed(entryId: number): NotebookEntry {
    const entry = get(entryId)
    emit.notebookChanged(entry.projectId)
    return entry
  }

  /** Adds what is pinned at the end of its project's notebook; pinned again without a change since, once is enough. */
  function pin(runId: number, title: string, pinned: Pinned): NotebookEntry {
    const { projectId, datasetId } = found(store.runs.find(runId), 'run', runId)
    const known = notebook.list(projectId).find((entry) => isSame(entry.pinned, pinned))
    if (known !== undefined) return known
    const datasetName = found(store.datasets.find(datasetId), 'dataset', datasetId).name
    return changed(notebook.insert({ projectId, title, text: '', pinned, datasetId, datasetName, createdAt: now() }))
  }

  return {
    listEntries: async (projectId) => notebook.list(projectId),
    async pinLaw(lawId) {
      const { law, runId } = found(store.laws.find(lawId), 'law', lawId)
      const title = printLawInfix({ ...law, expression: mapExpr(law.expression, { param: rounded }) })
      return pin(runId, title.replaceAll('`', ''), { kind: 'law', law, lawId })
    },
    async pinFinding(runId, key) {
      const findings = store.runs.snapshot(runId)?.findings ?? []
      const finding = found(findings.find((each) => each.key === key) ?? null, 'finding of run', runId)
      return pin(runId, finding.title, { kind: 'finding', finding, runId })
    },
    async unpin(entryId) {
      get(entryId)
      notebook.remove(entryId, now())
      changed(entryId)
    },
    async restoreEntry(entryId) {
      get(entryId)
      notebook.restore(entryId)
      return changed(entryId)
    },
    async editEntry(entryId, { title, text }) {
      const entry = get(entryId)
      notebook.setWords(entryId, title ?? entry.title, text ?? entry.text)
      return changed(entryId)
    },
    async moveEntry(entryId, position) {
      const { projectId } = get(entryId)
      const others = notebook.list(projectId).flatMap(({ id }) => (id === entryId ? [] : [id]))
      const place = Math.min(Math.max(0, Math.trunc(position)), others.length)
      notebook.order(others.toSpliced(place, 0, entryId))
      changed(entryId)
      return notebook.list(projectId)
    },
    async exportNotebook(projectId, format) {
      const project = found(store.projects.find(projectId), 'project', projectId)
      return exportNotebook(format, notebook.list(projectId), { title: project.name })
    }
  }
}

function isSame(a: Pinned, b: Pinned): boolean {
  if (a.kind === 'law' && b.kind === 'law') {
    return a.lawId === b.lawId && printInfix(a.law.expression) === printInfix(b.law.expression)
  }
  return a.kind === 'finding' && b.kind === 'finding' && a.runId === b.runId && a.finding.key === b.finding.key
}

/** A title is read, not computed with. */
function rounded({ value }: Param): Param {
  return param(Number(value.toPrecision(5)))
}
