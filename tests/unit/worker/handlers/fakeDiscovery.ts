import type { Law } from '../../../../src/shared/domain/law.ts'
import type { StopReason } from '../../../../src/shared/domain/run.ts'
import type { RunTask } from '../../../../src/worker/search/runTask.ts'
import type { RunCallbacks, RunningTask } from '../../../../src/worker/search/runThread.ts'
import { snapshot } from '../store/sampleData.ts'

/** One search as the test drives it. */
export interface FakeSearch {
  readonly job: RunTask
  readonly callbacks: RunCallbacks
  /** What the engine asked of it, in order. */
  readonly asked: string[]
  report(laws: readonly Law[]): void
  end(reason: StopReason, laws?: readonly Law[]): void
}

/** Stands in for search threads: nothing happens but what the test does. A stop ends the search as it stands. */
export function fakeDiscovery(): {
  readonly searches: FakeSearch[]
  readonly startRunThread: (job: RunTask, callbacks: RunCallbacks) => RunningTask
} {
  const searches: FakeSearch[] = []
  function startRunThread(job: RunTask, callbacks: RunCallbacks): RunningTask {
    const asked: string[] = []
    let last: readonly Law[] = []
    const search: FakeSearch = {
      job,
      callbacks,
      asked,
      report(laws) {
        last = laws
        callbacks.onSnapshot(snapshot(laws))
      },
      end: (reason, laws = last) => callbacks.onEnd({ reason, snapshot: snapshot(laws) })
    }
    searches.push(search)
    return {
      pause: () => void asked.push('pause'),
      resume: () => void asked.push('resume'),
      async stop() {
        asked.push('stop')
        search.end('stoppedByUser')
      },
      async kill() {
        asked.push('kill')
      }
    }
  }
  return { searches, startRunThread }
}
