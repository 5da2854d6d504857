import { Worker } from 'node:worker_threads'
import type { RunSnapshot } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { createControlBlock, openControl } from './control.ts'
import type { DiscoveryCheckpoint, RunTask, RunResult } from './runTask.ts'
import type { RunJob, RunMessage } from './runJob.ts'
import { firstSnapshot } from './firstSnapshot.ts'
import { STOP_MESSAGES } from './stopMessages.ts'
import { threadEntry } from './threadEntry.ts'
import { THREAD_LIMITS } from './threadLimits.ts'

export interface RunCallbacks {
  onSnapshot(snapshot: RunSnapshot): void
  onCheckpoint(checkpoint: DiscoveryCheckpoint): void
  /** The discovery has ended and its threads are gone. */
  onEnd(result: RunResult): void
  /** A thread died (the run is interrupted; resume from the last checkpoint) or, as AppError, the job was refused. */
  onError(error: Error): void
}

/** A discovery at work in threads of its own. */
export interface RunningTask {
  pause(): void
  resume(): void
  /**
   * Ends a search within 200 ms, and what looks at a whole table when its answer is made; resolves when every thread is
   * gone and `onEnd` was called.
   */
  stop(): Promise<void>
  /** Ends the threads at once without a word to the callbacks. */
  kill(): Promise<void>
}

/** Time that a thread has to end by itself: a search so that terminating it still fits into 200 ms. */
const GRACE_MS = 140
/** What looks at a whole table has more: an answer is still made of the best weights of a network. */
const ANSWER_MS = 6000

/** What a run needs of its thread. */
export interface RunThread {
  on(event: 'message', listener: (message: RunMessage) => void): unknown
  on(event: 'error', listener: (error: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  terminate(): Promise<unknown>
}

/** Starts a discovery in a thread; exactly one of `onEnd` and `onError` is called, once. */
export function startRunThread(
  task: RunTask,
  callbacks: RunCallbacks,
  openThread: (job: RunJob) => RunThread = openWorker
): RunningTask {
  const block = createControlBlock(task)
  const control = openControl(block)
  const worker = openThread({ kind: 'run', task, control: block })
  let last = firstSnapshot(task.threads, task.kind === 'formulas' ? task.checkpoint : null)
  let result: RunResult | null = null
  let failure: Error | null = null
  let isStopping = false
  let isKilled = false

  worker.on('message', (message) => {
    if (isKilled) return
    switch (message.kind) {
      case 'snapshot':
        last = message.snapshot
        return callbacks.onSnapshot(last)
      case 'checkpoint':
        return callbacks.onCheckpoint(message.checkpoint)
      case 'end':
        result = message.result
        return
      case 'refused':
        failure = new AppError(message.code, message.message, message.details)
    }
  })
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error))
  })
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      control.finish()
      if (!isKilled) report(code)
      resolve()
    })
  })

  function report(code: number): void {
    if (result !== null) callbacks.onEnd(result)
    else if (failure !== null) callbacks.onError(failure)
    else if (isStopping) callbacks.onEnd({ reason: 'stoppedByUser', snapshot: stoppedSnapshot(last) })
    else callbacks.onError(new Error(`the search thread ended with code ${code} and no result`))
  }

  return {
    pause: () => control.pause(),
    resume: () => control.resume(),
    async stop() {
      isStopping = true
      control.stop()
      const timer = setTimeout(() => void worker.terminate(), task.kind === 'table' ? ANSWER_MS : GRACE_MS)
      await ended
      clearTimeout(timer)
    },
    async kill() {
      isKilled = true
      control.stop()
      await worker.terminate()
      await ended
    }
  }
}

function openWorker(job: RunJob): RunThread {
  return new Worker(threadEntry(), { workerData: job, execArgv: [], resourceLimits: THREAD_LIMITS })
}

/** What was known when the threads were ended from outside. */
function stoppedSnapshot(last: RunSnapshot): RunSnapshot {
  const line = { seconds: last.progress.seconds, message: STOP_MESSAGES.stoppedByUser }
  return {
    ...last,
    progress: { ...last.progress, method: null },
    log: [...last.log, line],
    methods: last.methods.map((method) => (method.status === 'running' ? { ...method, status: 'done' } : method))
  }
}
