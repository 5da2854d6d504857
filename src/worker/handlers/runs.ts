import { DEFAULT_MAX_COMPLEXITY, DEFAULT_SECONDS, type RunRequest } from '../../shared/domain/run.ts'
import type { MethodOffer } from '../../shared/domain/method.ts'
import { AppError, isAppError } from '../../shared/errors.ts'
import type { RunsApi } from '../../shared/rpc/api.ts'
import { METHODS } from '../methods/registry.ts'
import { appliedEdits, type DatasetDesk } from './datasetDesk.ts'
import type { EngineDeps } from './engineDeps.ts'
import type { ProblemKey } from './problemCache.ts'
import type { RunDesk } from './runDesk.ts'
import { answersOf, type AskQuestion, type RunQuestion } from './runQuestion.ts'
import { checkRunRequest } from './runRequest.ts'

const MAX_INPUTS_IN_TITLE = 4

export function createRunsHandlers(
  { store, now, emit }: EngineDeps,
  datasets: DatasetDesk,
  runs: RunDesk,
  ask: AskQuestion
): RunsApi {
  function offer(datasetId: number, target: string | null, inputs: readonly string[] | null): MethodOffer[] {
    const dataset = datasets.record(datasetId)
    const key = { readingId: dataset.readingId, edits: appliedEdits(dataset) }
    return METHODS.map(({ descriptor, kind }) => {
      const methods = [{ id: descriptor.id, options: {} }]
      // the inputs are those of the question for a formula: what looks at the whole table finds its own
      const request = defaultRequest(target, kind === 'table' ? null : inputs, methods)
      return { ...descriptor, kind, reason: refusal({ ...key, request }) }
    })
  }

  /** Why the one method of the request does not fit: itself, or because its question cannot be asked. */
  function refusal(key: ProblemKey): string | null {
    try {
      const [first] = answersOf(ask(key))
      return first === undefined || first.answer === true ? null : first.answer
    } catch (error) {
      if (!isAppError(error)) throw error
      return error.message
    }
  }

  return {
    offerMethods: async (datasetId, target, inputs) => offer(datasetId, target, inputs),
    listMethods: async () => METHODS.map(({ descriptor, kind }) => ({ ...descriptor, kind, reason: null })),
    async startRun(datasetId, given) {
      const request = checkRunRequest(given)
      const dataset = datasets.record(datasetId)
      const key = { readingId: dataset.readingId, edits: appliedEdits(dataset), request }
      const question = ask(key)
      // in a portfolio the search leaves out what does not fit
      if (request.methods !== null) refuseUnfit(question)
      return runs.start({ ...key, datasetId, title: runTitle(question), createdAt: now() })
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

/** Methods that the user named must fit. */
function refuseUnfit(question: RunQuestion): void {
  for (const { id, answer } of answersOf(question)) {
    if (answer !== true) throw new AppError('methodRefuses', answer, { method: id })
  }
}

function runTitle(question: RunQuestion): string {
  if (question.kind === 'table') return question.planned.method.descriptor.name
  const { target, inputs, knowledge } = question.problem
  if (knowledge !== undefined && knowledge.template !== null) return knowledge.template
  const names = inputs.map(({ name }) => name)
  const shown = names.length > MAX_INPUTS_IN_TITLE ? [...names.slice(0, MAX_INPUTS_IN_TITLE), '…'] : names
  return `${target.name} = f(${shown.join(', ')})`
}

function defaultRequest(
  target: string | null,
  inputs: readonly string[] | null,
  methods: RunRequest['methods']
): RunRequest {
  return {
    target,
    inputs,
    methods,
    operators: null,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seconds: DEFAULT_SECONDS,
    evaluations: null,
    threads: 1,
    seed: 1,
    seeds: []
  }
}
