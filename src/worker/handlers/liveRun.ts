import type { Law } from '../../shared/domain/law.ts'
import type { RunSnapshot } from '../../shared/domain/run.ts'
import type { RunTask, RunResult } from '../search/runTask.ts'
import type { RunningTask } from '../search/runThread.ts'
import type { EngineDeps } from './engineDeps.ts'
import { mergeLaws } from './mergeLaws.ts'

/** Writing more often would cost more than what a crash could lose. */
const SAVE_MS = 2000

export interface LiveRun {
  readonly discovery: RunningTask
  snapshot(): RunSnapshot
  /** Writes the newest snapshot and its laws down. */
  save(): void
}

export interface LiveRunEvents {
  onSaved(): void
  onEnd(result: RunResult): void
  onError(error: Error): void
}

/** Starts a discovery and writes down what it reports: snapshots and laws every two seconds, checkpoints as they come. */
export function startLiveRun(
  { store, emit, now, startRunThread }: EngineDeps,
  runId: number,
  job: RunTask,
  first: RunSnapshot,
  events: LiveRunEvents
): LiveRun {
  let snapshot = first
  let savedAt = -Infinity
  let savedLaws = lawsMark(first.laws)

  function save(): void {
    savedAt = now()
    const mark = lawsMark(snapshot.laws)
    store.transaction(() => {
      store.runs.setSnapshot(runId, snapshot)
      if (mark !== savedLaws) store.laws.replace(runId, mergeLaws(snapshot.laws, userLaws()))
    })
    if (mark !== savedLaws) emit.lawsChanged(runId)
    savedLaws = mark
    events.onSaved()
  }

  function userLaws(): Law[] {
    return store.laws.list(runId).flatMap(({ law, origin }) => (origin === 'user' ? [law] : []))
  }

  const discovery = startRunThread(job, {
    onSnapshot(next) {
      snapshot = next
      emit.runSnapshot(runId, next)
      if (now() - savedAt >= SAVE_MS) save()
    },
    onCheckpoint: (checkpoint) => store.runs.setCheckpoint(runId, checkpoint),
    onEnd(result) {
      snapshot = result.snapshot
      emit.runSnapshot(runId, snapshot)
      save()
      events.onEnd(result)
    },
    onError(error) {
      save()
      events.onError(error)
    }
  })
  return { discovery, snapshot: () => snapshot, save }
}

/** Changes when the laws do, their order or their numbers. */
function lawsMark(laws: readonly Law[]): string {
  return laws.map(({ key, descriptionLength }) => `${key} ${descriptionLength}`).join('\n')
}
