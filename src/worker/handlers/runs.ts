import { DEFAULT_MAX_COMPLEXITY, DEFAULT_SECONDS, type RunRequest } from '../../shared/domain/run.ts'
import type { MethodOffer } from '../../shared/domain/method.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import type { RunsApi } from '../../shared/rpc/api.ts'
import { METHODS } from '../methods/registry.ts'
import { planMethods } from '../search/planMethods.ts'
import { appliedEdits, type DatasetDesk } from './datasetDesk.ts'
import type { EngineDeps } from './engineDeps.ts'
import type { ProblemCache } from './problemCache.ts'
import type { RunDesk } from './runDesk.ts'
import { checkRunRequest } from './runRequest.ts'

const MAX_INPUTS_IN_TITLE = 4

export function createRunsHandlers(
  { store, now, emit }: EngineDeps,
  datasets: DatasetDesk,
  runs: RunDesk,
  problemOf: ProblemCache
): RunsApi {
  function offer(datasetId: number, target: string, inputs: readonly string[] | null): MethodOffer[] {
    const dataset = datasets.record(datasetId)
    const key = { readingId: dataset.readingId, edits: appliedEdits(dataset), request: defaultRequest(target, inputs) }
    try {
      const problem = problemOf(key)
      return METHODS.map((method) => {
        const answer = method.accepts(problem)
        return { ...method.descriptor, reason: answer === true ? null : answer }
      })
    } catch (error) {
      // no method fits a question that cannot be asked, and the reason is the same for all
      if (!isAppError(error)) throw error
      return METHODS.map(({ descriptor }) => ({ ...descriptor, reason: error.message }))
    }
  }

  return {
    offerMethods: async (datasetId, target, inputs) => offer(datasetId, target, inputs),
    listMethods: async () => METHODS.map(({ descriptor }) => ({ ...descriptor, reason: null })),
    async startRun(datasetId, given) {
      const request = checkRunRequest(given)
      const dataset = datasets.record(datasetId)
      const key = { readingId: dataset.readingId, edits: appliedEdits(dataset), request }
      const problem = problemOf(key)
      refuseUnfit(problem, request)
      return runs.start({ ...key, datasetId, title: runTitle(problem), createdAt: now() })
    },
    pauseRun: async (runId) => runs.pause(runId),
    resumeRun: async (runId, changes) => runs.resume(runId, changes),
    stopRun: async (runId) => runs.stop(runId),
    listRuns: async (projectId) => store.runs.list(projectId).map(({ id }) => runs.summary(id)),
    getRun: async (runId) => runs.summary(runId),
    getSnapshot: async (runId) => runs.snapshot(runId),
    async deleteRun(runId) {
      const { datasetId } = runs.summary(runId)
      await runs.release(({ id }) => id === runId)
      store.runs.remove(runId)
      store.readings.removeSuperseded()
      emit.datasetsChanged(datasets.record(datasetId).projectId)
    },
    awaitRun: async (runId) => runs.settled(runId)
  }
}

/** Methods that the user named must fit; in a portfolio those that do not are left out by the search. */
function refuseUnfit(problem: Problem, { methods }: RunRequest): void {
  const planned = planMethods(methods)
  if (methods === null) return
  for (const { method } of planned) {
    const answer = method.accepts(problem)
    if (answer !== true) throw new AppError('methodRefuses', answer, { method: method.descriptor.id })
  }
}

function runTitle({ target, inputs }: Problem): string {
  const names = inputs.map(({ name }) => name)
  const shown = names.length > MAX_INPUTS_IN_TITLE ? [...names.slice(0, MAX_INPUTS_IN_TITLE), '…'] : names
  return `${target.name} = f(${shown.join(', ')})`
}

function defaultRequest(target: string, inputs: readonly string[] | null): RunRequest {
  return {
    target,
    inputs,
    methods: null,
    operators: null,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seconds: DEFAULT_SECONDS,
    evaluations: null,
    threads: 1,
    seed: 1,
    seeds: []
  }
}
