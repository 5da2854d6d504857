import type { RunSnapshot } from '../../shared/domain/run.ts'
import type { DiscoveryCheckpoint } from './runTask.ts'

/** What there is to show of a run before its first report: what an earlier stretch of it left, or nothing. */
export function firstSnapshot(threads: number, checkpoint: DiscoveryCheckpoint | null): RunSnapshot {
  return {
    progress: {
      seconds: checkpoint?.seconds ?? 0,
      evaluations: checkpoint?.evaluations ?? 0,
      nodeEvaluations: checkpoint?.nodeEvaluations ?? 0,
      threads,
      improvedAt: checkpoint?.improvedAt ?? null,
      method: null,
      bestError: null
    },
    laws: [],
    findings: [],
    visited: [],
    log: checkpoint?.log ?? [],
    verdict: 'none',
    history: checkpoint?.history ?? [],
    methods: []
  }
}
