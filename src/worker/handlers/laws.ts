import type { Law } from '../../shared/domain/law.ts'
import type { RunSnapshot } from '../../shared/domain/run.ts'
import type { LawsApi, StoredLaw } from '../../shared/rpc/api.ts'
import { exportFindings } from '../io/export/exportFindings.ts'
import { exportLaw } from '../io/export/exportLaw.ts'
import { exportRun } from '../io/export/exportRun.ts'
import { buildEvidence } from '../scoring/evidence.ts'
import { scoreExpression, withExact } from '../scoring/lawActions.ts'
import type { LawRecord } from '../store/lawTable.ts'
import type { RunRecord } from '../store/runTable.ts'
import type { EngineDeps } from './engineDeps.ts'
import { found } from './found.ts'
import { mergeLaws } from './mergeLaws.ts'
import type { ProblemCache } from './problemCache.ts'
import { readUserFormula } from './readUserFormula.ts'
import { rowLabels } from './rowLabels.ts'
import { storedLaw } from './storedLaw.ts'
import type { TableCache } from './tableCache.ts'

export function createLawsHandlers(
  { store, emit, version }: EngineDeps,
  tables: TableCache,
  problemOf: ProblemCache,
  snapshotOf: (runId: number) => RunSnapshot
): LawsApi {
  const lawRecord = (lawId: number): LawRecord => found(store.laws.find(lawId), 'law', lawId)
  const runRecord = (runId: number): RunRecord => found(store.runs.find(runId), 'run', runId)
  const tableOf = (run: RunRecord) => tables.load(run.readingId, run.edits).dataset

  /** Puts the user's law into its place among the others of the run. */
  function keep(runId: number, law: Law): StoredLaw {
    const others = store.laws.list(runId).filter((other) => other.law.key !== law.key)
    const of = (origin: LawRecord['origin']) => others.flatMap((other) => (other.origin === origin ? [other.law] : []))
    store.laws.replace(runId, mergeLaws(of('search'), [...of('user'), law]))
    emit.lawsChanged(runId)
    const kept = store.laws.list(runId).find((other) => other.law.key === law.key)
    return storedLaw(found(kept ?? null, 'law', runId))
  }

  return {
    async listLaws(runId) {
      runRecord(runId)
      return store.laws.list(runId).map(storedLaw)
    },
    getLaw: async (lawId) => storedLaw(lawRecord(lawId)),
    async lawEvidence(lawId) {
      const { runId, law } = lawRecord(lawId)
      const run = runRecord(runId)
      const problem = problemOf(run)
      return buildEvidence(law, problem, rowLabels(tableOf(run), problem))
    },
    async setExact(lawId, index, value) {
      const { runId, law } = lawRecord(lawId)
      return keep(runId, withExact(law, index, value, problemOf(runRecord(runId))))
    },
    async scoreFormula(runId, formula) {
      const run = runRecord(runId)
      const problem = problemOf(run)
      const expression = readUserFormula(formula, tableOf(run), problem)
      const { hash } = found(store.readings.find(run.readingId), 'reading', run.readingId)
      const { seed } = run.request
      const provenance = { method: 'user', options: { formula }, seed, version, datasetHash: hash }
      return keep(runId, scoreExpression(expression, problem, provenance))
    },
    async exportLaw(lawId, format) {
      const { runId, law } = lawRecord(lawId)
      const run = runRecord(runId)
      return exportLaw(format, law, { dataset: tableOf(run), title: run.title })
    },
    async exportRun(runId, format) {
      const run = runRecord(runId)
      const laws = store.laws.list(runId).map(({ law }) => law)
      return exportRun(format, laws, { dataset: tableOf(run), title: run.title })
    },
    async exportFindings(runId, key, format) {
      const { datasetId, title } = runRecord(runId)
      const findings = snapshotOf(runId).findings.filter((finding) => key === null || finding.key === key)
      found(findings[0] ?? null, 'finding of run', runId)
      return exportFindings(format, findings, found(store.datasets.find(datasetId), 'dataset', datasetId).name, title)
    }
  }
}
