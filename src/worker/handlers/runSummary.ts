import type { RunRequest, RunSnapshot, RunSummary } from '../../shared/domain/run.ts'
import { METHODS } from '../methods/registry.ts'
import type { RunRecord } from '../store/runTable.ts'

/** What the windows see of a run; `live` is newer than the store while the run is at work. */
export function runSummary(run: RunRecord, live: RunSnapshot | null): RunSummary {
  const { id, datasetId, title, request, status, stopReason, error, lawCount, findingCount, createdAt, finishedAt } =
    run
  return {
    id,
    datasetId,
    title,
    kind: isOfTable(request) ? 'table' : 'formula',
    request,
    status,
    stopReason,
    error,
    progress: live?.progress ?? run.progress,
    verdict: live?.verdict ?? run.verdict,
    lawCount,
    findingCount,
    createdAt,
    finishedAt,
    canResume: canResume(run)
  }
}

/** A run that came to its own end has nothing left to do; every other that is not at work can go on. */
export function canResume({ status, stopReason }: RunRecord): boolean {
  switch (status) {
    case 'waiting':
    case 'running':
      return false
    case 'paused':
    case 'stopped':
    case 'interrupted':
    case 'failed':
      return true
    case 'done':
      return stopReason === 'timeLimit' || stopReason === 'evaluationLimit'
  }
}

function isOfTable({ methods }: RunRequest): boolean {
  return METHODS.some(({ kind, descriptor }) => kind === 'table' && methods?.some(({ id }) => id === descriptor.id))
}
