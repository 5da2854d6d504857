import type { RunRequest, RunSnapshot, RunStatus, RunSummary, StopReason } from '../../shared/domain/run.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import type { DiscoveryCheckpoint, RunResult, RunTask } from '../search/runTask.ts'
import { shareProblem } from '../search/sharedProblem.ts'
import { firstSnapshot } from '../search/firstSnapshot.ts'
import type { NewRun, RunRecord } from '../store/runTable.ts'
import { changedRequest, fittingCheckpoint, remainingLimits } from './changedRequest.ts'
import type { EngineDeps } from './engineDeps.ts'
import { found } from './found.ts'
import { startLiveRun, type LiveRun } from './liveRun.ts'
import type { AskQuestion, RunQuestion } from './runQuestion.ts'
import { createRunQueue } from './runQueue.ts'
import { canResume, runSummary } from './runSummary.ts'

export type RunDesk = ReturnType<typeof createRunDesk>

/** Every run that is at work, waits for its turn or is paused; one searches at a time. */
export function createRunDesk(deps: EngineDeps, ask: AskQuestion) {
  const { store, emit, now, reportBug } = deps
  const queue = createRunQueue(begin)
  /** Runs with threads: at work, or paused. */
  const lives = new Map<number, LiveRun>()
  const waiters = new Map<number, ((run: RunSummary) => void)[]>()

  const record = (runId: number): RunRecord => found(store.runs.find(runId), 'run', runId)
  const summary = (runId: number): RunSummary => runSummary(record(runId), lives.get(runId)?.snapshot() ?? null)

  function setStatus(
    runId: number,
    status: RunStatus,
    stopReason: StopReason | null = null,
    error: RunSummary['error'] = null
  ): RunSummary {
    const isOver = status !== 'running' && status !== 'waiting' && status !== 'paused'
    store.runs.setState(runId, { status, stopReason, error, finishedAt: isOver ? now() : null })
    const run = summary(runId)
    emit.runChanged(run)
    if (status !== 'running' && status !== 'waiting') {
      for (const resolve of waiters.get(runId) ?? []) resolve(run)
      waiters.delete(runId)
    }
    return run
  }

  /** The run's turn has come. */
  function begin(runId: number): void {
    setStatus(runId, 'running')
    const paused = lives.get(runId)
    if (paused !== undefined) return paused.discovery.resume()
    try {
      lives.set(runId, launch(runId))
    } catch (error) {
      fail(runId, error instanceof Error ? error : new Error(String(error)))
    }
  }

  function launch(runId: number): LiveRun {
    const run = record(runId)
    const { methods, seed, threads } = run.request
    const settings = {
      methods,
      seed,
      threads,
      ...remainingLimits(run),
      version: deps.version,
      datasetHash: found(store.readings.find(run.readingId), 'reading', run.readingId).hash
    }
    const task = runTask(ask(run), settings, store.runs.checkpoint(runId) as DiscoveryCheckpoint | null)
    const last = found(store.runs.snapshot(runId), 'run', runId)
    return startLiveRun(deps, runId, task, last, {
      onSaved: () => emit.runChanged(summary(runId)),
      onEnd: (result) => end(runId, result),
      onError: (error) => fail(runId, error)
    })
  }

  function end(runId: number, { reason }: RunResult): void {
    store.laws.removeUnranked(runId)
    lives.delete(runId)
    setStatus(runId, reason === 'stoppedByUser' ? 'stopped' : 'done', reason)
    queue.leave(runId)
  }

  /** An AppError ends the run for good; anything else interrupts it, and it can go on from its checkpoint. */
  function fail(runId: number, error: Error): void {
    lives.delete(runId)
    if (isAppError(error)) {
      setStatus(runId, 'failed', null, { code: error.code, message: error.message })
    } else {
      reportBug(error, `run ${runId}`)
      const message = `The search ended unexpectedly (${error.message}). It can be resumed.`
      setStatus(runId, 'interrupted', null, { code: 'engineStopped', message })
    }
    queue.leave(runId)
  }

  async function stop(runId: number): Promise<RunSummary> {
    const live = lives.get(runId)
    if (live !== undefined) await live.discovery.stop()
    else if (['waiting', 'paused'].includes(record(runId).status)) {
      setStatus(runId, 'stopped', 'stoppedByUser')
      queue.leave(runId)
    }
    return summary(runId)
  }

  return {
    summary,
    snapshot: (runId: number): RunSnapshot =>
      lives.get(runId)?.snapshot() ?? found(store.runs.snapshot(runId), 'run', runId),

    /** Stores a run whose problem is known to be sound, and starts it when its turn comes. */
    start(run: NewRun): RunSummary {
      const runId = store.runs.insert(run, firstSnapshot(run.request.threads, null))
      queue.add(runId)
      const started = summary(runId)
      if (started.status === 'waiting') emit.runChanged(started)
      return started
    },

    pause(runId: number): RunSummary {
      const { status } = record(runId)
      if (status !== 'running' && status !== 'waiting') return summary(runId)
      const live = lives.get(runId)
      live?.discovery.pause()
      live?.save()
      const run = setStatus(runId, 'paused')
      queue.leave(runId)
      return run
    },

    async resume(runId: number, changes: Partial<RunRequest>): Promise<RunSummary> {
      const before = record(runId)
      if (before.status === 'running' || before.status === 'waiting') return summary(runId)
      if (!canResume(before)) {
        throw new AppError('conflict', 'This run has come to its own end. Start a new run to search on.', { runId })
      }
      const request = changedRequest(before.request, changes)
      const isChanged = JSON.stringify(request) !== JSON.stringify(before.request)
      ask({ ...before, request })
      // threads know the old settings only: they end, and others go on from the checkpoint that they leave
      if (isChanged) await lives.get(runId)?.discovery.stop()
      if (isChanged) {
        const checkpoint = store.runs.checkpoint(runId) as DiscoveryCheckpoint | null
        store.transaction(() => {
          store.runs.setRequest(runId, request)
          store.runs.setCheckpoint(runId, fittingCheckpoint(checkpoint, before.request, request))
        })
      }
      setStatus(runId, 'waiting')
      queue.add(runId)
      return summary(runId)
    },

    stop,

    /** Resolves when the run is neither at work nor waiting. */
    async settled(runId: number): Promise<RunSummary> {
      const run = summary(runId)
      if (run.status !== 'running' && run.status !== 'waiting') return run
      return new Promise((resolve) => waiters.set(runId, [...(waiters.get(runId) ?? []), resolve]))
    },

    /** Makes runs ready for deletion: paused ones are ended. Throws AppError conflict while one is at work or waiting. */
    async release(isMeant: (run: RunRecord) => boolean): Promise<void> {
      const meant = store.runs.active().filter(isMeant)
      const busy = meant.find(({ status }) => status !== 'paused')
      if (busy !== undefined) {
        throw new AppError('conflict', `The run "${busy.title}" is at work. Stop it first.`, { runId: busy.id })
      }
      for (const { id } of meant) {
        await lives.get(id)?.discovery.kill()
        lives.delete(id)
      }
    },

    /** Ends every thread; what was at work can be resumed by the next engine. */
    async close(): Promise<void> {
      const ending = [...lives.values()]
      for (const live of ending) live.save()
      lives.clear()
      await Promise.all(ending.map(({ discovery }) => discovery.kill()))
      store.runs.markInterrupted(now())
    }
  }
}

/** What the thread of a run is given. An investigation has no checkpoint: cut short, it starts anew. */
function runTask(
  question: RunQuestion,
  settings: Pick<RunTask, 'methods' | 'seed' | 'threads' | 'seconds' | 'evaluations' | 'version' | 'datasetHash'>,
  checkpoint: DiscoveryCheckpoint | null
): RunTask {
  return question.kind === 'formulas'
    ? { ...settings, kind: 'formulas', problem: shareProblem(question.problem), checkpoint }
    : { ...settings, kind: 'table', observations: question.observations }
}
