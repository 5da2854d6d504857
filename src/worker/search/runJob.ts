import type { MessagePort } from 'node:worker_threads'
import type { Provenance } from '../../shared/domain/law.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { RunSnapshot } from '../../shared/domain/run.ts'
import { isAppError, type ErrorCode } from '../../shared/errors.ts'
import { createJudge } from '../scoring/judge.ts'
import { openControl, type RunControl } from './control.ts'
import { runDiscovery, type DiscoverySettings } from './discovery.ts'
import { runInvestigation } from './investigation.ts'
import { openIslands } from './islands.ts'
import { formulaMethods, planMethods, type Planned } from './planMethods.ts'
import type { FormulaMethod, Method } from '../methods/method.ts'
import type { DiscoveryCheckpoint, RunResult, RunTask } from './runTask.ts'
import { shareProblem } from './sharedProblem.ts'

/** What a run thread is started with. */
export interface RunJob {
  readonly kind: 'run'
  readonly task: RunTask
  readonly control: SharedArrayBuffer
}

/** What a run thread tells the engine. An error object would lose its code on the way: AppErrors travel as data. */
export type RunMessage =
  | { readonly kind: 'snapshot'; readonly snapshot: RunSnapshot }
  | { readonly kind: 'checkpoint'; readonly checkpoint: DiscoveryCheckpoint }
  | { readonly kind: 'end'; readonly result: RunResult }
  | {
      readonly kind: 'refused'
      readonly code: ErrorCode
      readonly message: string
      readonly details: Readonly<Record<string, unknown>>
    }

/** Runs a whole task in this thread and reports on the port. A bug is thrown and ends the thread. */
export async function runTask({ task, control: block }: RunJob, port: MessagePort): Promise<void> {
  const control = openControl(block)
  control.begin()
  const post = (message: RunMessage) => port.postMessage(message)
  const onSnapshot = (snapshot: RunSnapshot) => post({ kind: 'snapshot', snapshot })
  try {
    const plan = planMethods(task.methods, task.kind === 'formulas' ? task.problem.knowledge : undefined)
    const result =
      task.kind === 'formulas'
        ? await runDiscovery({
            ...discoverySettings(task, block, formulaMethods(plan), task.problem, control),
            areChosen: task.methods !== null,
            checkpoint: task.checkpoint,
            onSnapshot,
            onCheckpoint: (checkpoint) => post({ kind: 'checkpoint', checkpoint })
          })
        : await runInvestigation({
            observations: task.observations,
            plan,
            control,
            seed: task.seed,
            threads: task.threads,
            provenance: provenanceOf(task, plan.kind === 'table' ? [plan.planned] : []),
            onSnapshot,
            searchLaws: (problem, within) =>
              runDiscovery({
                ...discoverySettings(task, block, formulaMethods(planMethods(null)), shareProblem(problem), within),
                areChosen: false,
                checkpoint: null,
                onSnapshot: () => undefined,
                onCheckpoint: () => undefined
              })
          })
    post({ kind: 'end', result })
  } catch (error) {
    if (!isAppError(error)) throw error
    post({ kind: 'refused', code: error.code, message: error.message, details: error.details })
  } finally {
    control.finish()
  }
}

/** What a search of formulas within this task has in common, whether it is the task or serves one. */
function discoverySettings(
  task: RunTask,
  block: SharedArrayBuffer,
  methods: readonly Planned<FormulaMethod>[],
  problem: Problem,
  control: RunControl
): Pick<DiscoverySettings, 'problem' | 'methods' | 'judge' | 'control' | 'seed' | 'threads' | 'openIslands'> {
  const { seed, threads } = task
  return {
    problem,
    methods,
    judge: createJudge(problem, { seed, provenance: provenanceOf(task, methods) }),
    control,
    seed,
    threads,
    openIslands: (method, payload, count) => openIslands({ problem, control: block, seed }, method, payload, count)
  }
}

function provenanceOf(
  { seed, version, datasetHash }: RunTask,
  methods: readonly Planned<Method>[]
): (method: string) => Provenance {
  const optionsOf = Object.fromEntries(methods.map(({ method, options }) => [method.descriptor.id, options]))
  return (method) => ({ method, options: optionsOf[method] ?? {}, seed, version, datasetHash })
}
