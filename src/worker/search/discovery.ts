import type { Problem } from '../../shared/domain/problem.ts'
import type { RunSnapshot, StopReason } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import type { FormulaMethod, Island, MethodContext } from '../methods/method.ts'
import { createRandom } from '../numeric/random.ts'
import type { Judge } from '../scoring/judge.ts'
import type { RunControl } from './control.ts'
import type { DiscoveryCheckpoint, RunResult } from './runTask.ts'
import { createRunReport, type MethodState } from './runReport.ts'
import { STOP_MESSAGES } from './stopMessages.ts'
import { methodShare } from './methodShare.ts'
import type { Planned } from './planMethods.ts'
import { createStopRule } from './stopRule.ts'

export interface DiscoverySettings {
  readonly problem: Problem
  /** In the order of work. */
  readonly methods: readonly Planned<FormulaMethod>[]
  /** True where the user named the methods: one that refuses is then an error, not a remark. */
  readonly areChosen: boolean
  readonly judge: Judge
  readonly control: RunControl
  readonly seed: number
  readonly threads: number
  /** Where an earlier stretch of the run ended; null at a fresh start. */
  readonly checkpoint: DiscoveryCheckpoint | null
  openIslands(method: FormulaMethod, payload: unknown, threads: number): readonly Island[]
  onSnapshot(snapshot: RunSnapshot): void
  onCheckpoint(checkpoint: DiscoveryCheckpoint): void
}

const SNAPSHOT_SECONDS = 0.25
const CHECKPOINT_SECONDS = 2

/**
 * Runs the methods one after another and feeds the judge until the data is explained, a limit is reached, the user
 * stops it or the methods have nothing more to propose. Orchestration only: threads, clock and store are parameters.
 */
export async function runDiscovery(settings: DiscoverySettings): Promise<RunResult> {
  const { problem, methods, judge, control, checkpoint, threads } = settings
  const methodIds = methods.map(({ method }) => method.descriptor.id)
  const report = createRunReport({ methodIds, judge, control, threads, checkpoint })
  const stopRule = createStopRule(judge, problem)
  let current = checkpoint?.methodIndex ?? 0
  let methodState: unknown = checkpoint?.methodState ?? null
  let random = methodRandom(settings.seed, current)
  if (checkpoint !== null) random.restore(checkpoint.random)
  let lastSnapshot = -Infinity
  let lastCheckpoint = 0

  function postSnapshot(): void {
    lastSnapshot = control.elapsedSeconds()
    settings.onSnapshot(report.snapshot(judge.snapshot()))
  }

  function postCheckpoint(): void {
    lastCheckpoint = control.elapsedSeconds()
    const laws = judge.snapshot().laws.map((law) => ({ expression: law.form, method: law.provenance.method }))
    // forms that are no laws yet come after those that are; of the same form the judge takes the first
    const forms = judge.seeds().map((expression) => ({ expression, method: methodIds[current] ?? 'seed' }))
    settings.onCheckpoint({
      methodIndex: current,
      methodState,
      random: random.state(),
      candidates: [...laws, ...forms],
      ...report.saved()
    })
  }

  function noteImprovement(): void {
    stopRule.noteImprovement(control.evaluations())
    if (report.noteImprovement()) postSnapshot()
  }

  /** What a running method asks: the place to report progress, since methods do not wait for anything. */
  function shouldStop(): boolean {
    if (control.shouldStop()) return true
    const now = control.elapsedSeconds()
    if (now - lastSnapshot >= SNAPSHOT_SECONDS) postSnapshot()
    if (now - lastCheckpoint >= CHECKPOINT_SECONDS) postCheckpoint()
    report.sayIfQuiet()
    return stopRule.isExplained(control.evaluations())
  }

  async function runMethod({ method, options }: Planned<FormulaMethod>, state: MethodState): Promise<void> {
    const { id, name } = method.descriptor
    const started = report.seconds() - state.seconds
    const share = methodShare(
      control,
      methods.slice(current + 1).some((later) => later.method.accepts(problem) === true)
    )
    const isOver = () => shouldStop() || share.isUsed()
    const context: MethodContext = {
      random,
      control: { shouldStop: isOver },
      threads,
      count: (evaluations, nodes) => control.count(evaluations, nodes),
      log: (message) => report.say(message),
      openIslands: (payload, count) => settings.openIslands(method, payload, count),
      checkpoint: methodState,
      saveCheckpoint: (next) => {
        methodState = next
      }
    }
    state.status = 'running'
    report.say(`${name} started.`)
    const seeds = [...problem.seeds, ...judge.seeds()]
    for await (const candidate of method.discover({ ...problem, seeds }, options, context)) {
      if (judge.add({ ...candidate, method: id })) noteImprovement()
      state.seconds = report.seconds() - started
      if (isOver()) break
    }
    state.status = 'done'
    state.seconds = report.seconds() - started
    report.say(`${name} finished in ${state.seconds.toFixed(1)} s.`)
  }

  report.say(checkpoint === null ? startMessage(settings) : 'Going on from the last checkpoint.')
  const known = [
    ...(checkpoint?.candidates ?? []),
    ...problem.seeds.map((expression) => ({ expression, method: 'seed' }))
  ]
  for (const candidate of known) if (judge.add(candidate)) noteImprovement()

  for (; current < methods.length && !shouldStop(); current++) {
    const planned = methods[current]!
    const state = report.methods[current]!
    const accepted = planned.method.accepts(problem)
    if (accepted === true) {
      await runMethod(planned, state)
      // the method at work when the run ends is the one that a resumed run goes on with
      if (control.stopCause() !== null) break
    } else if (settings.areChosen) {
      throw new AppError('methodRefuses', accepted, { method: planned.method.descriptor.id })
    } else {
      Object.assign(state, { status: 'refused', reason: accepted })
      report.say(`${planned.method.descriptor.name} left out: ${accepted}`)
    }
    methodState = null
    random = methodRandom(settings.seed, current + 1)
  }

  const cause = control.stopCause()
  const isExplained = stopRule.isExplained(control.evaluations())
  const explained = stopRule.words()
  const reason: StopReason = isExplained ? 'explained' : cause === null || cause === 'finished' ? 'exhausted' : cause
  postCheckpoint()
  const judgement = judge.finish()
  const hasLooked = reason === 'exhausted' || reason === 'explained'
  const ending: StopReason = hasLooked && judgement.laws.length === 0 ? 'noLaw' : reason
  report.say(ending === 'explained' ? explained : STOP_MESSAGES[ending])
  return { reason: ending, snapshot: report.snapshot(judgement) }
}

/** Each method draws its own numbers, so that leaving one out does not change what the others find. */
function methodRandom(seed: number, index: number): ReturnType<typeof createRandom> {
  return createRandom(seed + index * 0x9e3779b1)
}

function startMessage({ problem, seed, threads }: DiscoverySettings): string {
  const inputs = problem.inputs.map(({ name }) => name).join(', ')
  const power = threads === 1 ? 'one thread' : `${threads} threads`
  return `Started: ${problem.n} rows, ${problem.target.name} from ${inputs}; seed ${seed}, ${power}.`
}
