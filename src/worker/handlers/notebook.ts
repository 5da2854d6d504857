import { mapExpr, param, type Param } from '../../shared/domain/expr.ts'
import type { Law } from '../../shared/domain/law.ts'
import type { NotebookEntry } from '../../shared/domain/notebook.ts'
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

  return {
    listEntries: async (projectId) => notebook.list(projectId),
    async pinLaw(lawId) {
      const { law, runId } = found(store.laws.find(lawId), 'law', lawId)
      const { projectId, datasetId } = found(store.runs.find(runId), 'run', runId)
      const title = printLawInfix({ ...law, expression: mapExpr(law.expression, { param: rounded }) })
      const pinned = notebook.list(projectId).find((entry) => entry.lawId === lawId && isSame(entry.law, law))
      if (pinned !== undefined) return pinned
      const datasetName = found(store.datasets.find(datasetId), 'dataset', datasetId).name
      const entry = { projectId, title, text: '', law, lawId, datasetId, datasetName, createdAt: now() }
      return changed(notebook.insert(entry))
    },
    async unpinLaw(entryId) {
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

/** Pinned again without a change since: one entry is enough. */
function isSame(a: Law, b: Law): boolean {
  return printInfix(a.expression) === printInfix(b.expression)
}

/** A title is read, not computed with. */
function rounded({ value }: Param): Param {
  return param(Number(value.toPrecision(5)))
}
