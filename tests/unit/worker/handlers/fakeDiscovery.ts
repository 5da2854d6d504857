import type { Law } from '../../../../src/shared/domain/law.ts'
import type { StopReason } from '../../../../src/shared/domain/run.ts'
import type { DiscoveryJob } from '../../../../src/worker/search/discoveryJob.ts'
import type { DiscoveryCallbacks, RunningDiscovery } from '../../../../src/worker/search/runThread.ts'
import { snapshot } from '../store/sampleData.ts'

/** One search as the test drives it. */
export interface FakeSearch {
  readonly job: DiscoveryJob
  readonly callbacks: DiscoveryCallbacks
  /** What the engine asked of it, in order. */
  readonly asked: string[]
  report(laws: readonly Law[]): void
  end(reason: StopReason, laws?: readonly Law[]): void
}

/** Stands in for search threads: nothing happens but what the test does. A stop ends the search as it stands. */
export function fakeDiscovery(): {
  readonly searches: FakeSearch[]
  readonly startDiscovery: (job: DiscoveryJob, callbacks: DiscoveryCallbacks) => RunningDiscovery
} {
  const searches: FakeSearch[] = []
  function startDiscovery(job: DiscoveryJob, callbacks: DiscoveryCallbacks): RunningDiscovery {
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
  return { searches, startDiscovery }
}
