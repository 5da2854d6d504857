import type { RunSnapshot } from '../../shared/domain/run.ts'

/** What there is to show of a run before its first report. */
export function firstSnapshot(threads: number): RunSnapshot {
  return {
    progress: {
      seconds: 0,
      evaluations: 0,
      nodeEvaluations: 0,
      threads,
      improvedAt: null,
      method: null,
      bestError: null
    },
    laws: [],
    visited: [],
    log: [],
    verdict: 'none',
    history: [],
    methods: []
  }
}
