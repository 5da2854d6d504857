import type { MessagePort } from 'node:worker_threads'
import type { RunSnapshot } from '../../shared/domain/run.ts'
import { isAppError, type ErrorCode } from '../../shared/errors.ts'
import { createJudge } from '../scoring/judge.ts'
import { openControl } from './control.ts'
import { runDiscovery } from './discovery.ts'
import type { DiscoveryCheckpoint, DiscoveryJob, DiscoveryResult } from './discoveryJob.ts'
import { openIslands } from './islands.ts'
import { planMethods } from './planMethods.ts'

/** What a run thread is started with. */
export interface RunJob {
  readonly kind: 'run'
  readonly job: DiscoveryJob
  readonly control: SharedArrayBuffer
}

/** What a run thread tells the engine. An error object would lose its code on the way: AppErrors travel as data. */
export type RunMessage =
  | { readonly kind: 'snapshot'; readonly snapshot: RunSnapshot }
  | { readonly kind: 'checkpoint'; readonly checkpoint: DiscoveryCheckpoint }
  | { readonly kind: 'end'; readonly result: DiscoveryResult }
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly message: string
      readonly details: Readonly<Record<string, unknown>>
    }

/** Runs a whole discovery in this thread and reports on the port. A bug is thrown and ends the thread. */
export async function runDiscoveryJob({ job, control: block }: RunJob, port: MessagePort): Promise<void> {
  const control = openControl(block)
  control.begin()
  const post = (message: RunMessage) => port.postMessage(message)
  const { problem } = job
  try {
    const methods = planMethods(job.methods)
    const optionsOf = Object.fromEntries(methods.map(({ method, options }) => [method.descriptor.id, options]))
    const result = await runDiscovery({
      problem,
      methods,
      areChosen: job.methods !== null,
      judge: createJudge(problem, {
        seed: job.seed,
        provenance: (method) => ({
          method,
          options: optionsOf[method] ?? {},
          seed: job.seed,
          version: job.version,
          datasetHash: job.datasetHash
        })
      }),
      control,
      seed: job.seed,
      threads: job.threads,
      checkpoint: job.checkpoint,
      openIslands: (method, payload, count) =>
        openIslands({ problem, control: block, seed: job.seed }, method, payload, count),
      onSnapshot: (snapshot) => post({ kind: 'snapshot', snapshot }),
      onCheckpoint: (checkpoint) => post({ kind: 'checkpoint', checkpoint })
    })
    post({ kind: 'end', result })
  } catch (error) {
    if (!isAppError(error)) throw error
    post({ kind: 'refused', code: error.code, message: error.message, details: error.details })
  } finally {
    control.finish()
  }
}
