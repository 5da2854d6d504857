import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import type { FormulaMethod, Island } from '../methods/method.ts'
import type { SharedProblem } from './sharedProblem.ts'
import { threadEntry } from './threadEntry.ts'
import { THREAD_LIMITS } from './threadLimits.ts'

/** What an island thread is started with. */
export interface IslandJob {
  readonly kind: 'island'
  readonly problem: SharedProblem
  readonly control: SharedArrayBuffer
  readonly methodId: string
  readonly payload: unknown
  readonly seed: number
  readonly port: MessagePort
}

/** What travels from an island: the method's own messages, or the news that it died. */
export type IslandMessage =
  { readonly kind: 'message'; readonly body: unknown } | { readonly kind: 'failed'; readonly stack: string }

export interface IslandSettings {
  readonly problem: SharedProblem
  readonly control: SharedArrayBuffer
  readonly seed: number
}

/**
 * Starts `count` threads that run the method's `island` on the same problem. Their messages are read by polling, because
 * a searching thread never returns to its event loop. An island that died makes `receive` throw its error.
 */
export function openIslands(
  { problem, control, seed }: IslandSettings,
  method: FormulaMethod,
  payload: unknown,
  count: number
): readonly Island[] {
  return Array.from({ length: count }, (_, i) => {
    const { port1, port2 } = new MessageChannel()
    const job: IslandJob = {
      kind: 'island',
      problem,
      control,
      methodId: method.descriptor.id,
      payload,
      seed: seed + (i + 1) * 0x51ed27,
      port: port2
    }
    const worker = new Worker(threadEntry(), {
      workerData: job,
      transferList: [port2],
      execArgv: [],
      resourceLimits: THREAD_LIMITS
    })
    return {
      post: (message) => port1.postMessage(message),
      receive: () => unwrap(receiveMessageOnPort(port1)?.message as IslandMessage | undefined),
      close: () => {
        port1.close()
        void worker.terminate()
      }
    }
  })
}

function unwrap(message: IslandMessage | undefined): unknown {
  if (message?.kind === 'failed') throw new Error(`a thread of the search failed: ${message.stack}`)
  return message?.body
}
