import { receiveMessageOnPort } from 'node:worker_threads'
import { withDefinitions } from '../methods/withDefinitions.ts'
import { findMethod } from '../methods/registry.ts'
import { createRandom } from '../numeric/random.ts'
import { openControl } from './control.ts'
import type { IslandJob, IslandMessage } from './islands.ts'

/** Runs a method's island in this thread until the run ends. */
export function runIslandJob(job: IslandJob): void {
  const { port } = job
  const control = openControl(job.control)
  const post = (message: IslandMessage) => port.postMessage(message)
  try {
    const method = findMethod(job.methodId)
    const isExtended = (job.problem.knowledge?.definitions.length ?? 0) > 0
    const { island } = method.kind !== 'formula' ? {} : isExtended ? withDefinitions(method) : method
    if (island === undefined) throw new Error(`${job.methodId} has no islands`)
    island(job.problem, job.payload, {
      random: createRandom(job.seed),
      control,
      count: control.count,
      post: (body) => post({ kind: 'message', body }),
      receive: () => receiveMessageOnPort(port)?.message as unknown
    })
  } catch (error) {
    post({ kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
  // an open port would keep the thread alive
  port.close()
}
