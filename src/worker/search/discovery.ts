import type { Problem } from '../../shared/domain/problem.ts'
import type { RunSnapshot, StopReason } from '../../shared/domain/run.ts'
import { describeMark } from '../../shared/expression/describeMark.ts'
import { AppError } from '../../shared/errors.ts'
import type { FormulaMethod, Island } from '../methods/method.ts'
import type { Judge, Judgement } from '../scoring/judge.ts'
import type { RunControl } from './control.ts'
import type { DiscoveryCheckpoint, RunResult } from './runTask.ts'
import { knownWords } from './knownWords.ts'
import { createMethodRun, type MethodRun } from './methodRun.ts'
import type { Planned } from './planMethods.ts'
import { createRunReport } from './runReport.ts'
import { STOP_MESSAGES } from './stopMessages.ts'
import { createStopRule } from './stopRule.ts'
import { createTurns } from './turns.ts'

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
/** Share of the time for judging what is shown meanwhile: most of it is soon overtaken by something better. */
const JUDGING_SHARE = 0.05

/**
 * Runs the methods in turns and feeds the judge until the data is explained, a limit is reached, the user stops it or the
 * methods have nothing more to propose. Orchestration only: threads, clock and store are parameters.
 */
export async function runDiscovery(settings: DiscoverySettings): Promise<RunResult> {
  const { problem, methods, judge, control, checkpoint, threads } = settings
  const methodIds = methods.map(({ method }) => method.descriptor.id)
  const report = createRunReport({ methodIds, judge, control, threads, checkpoint })
  const stopRule = createStopRule(judge, problem)
  const runs = methods.map((planned, i) => {
    const id = methodIds[i]!
    return createMethodRun({
      planned,
      control,
      state: report.methods[i]!,
      seed: methodSeed(settings.seed, i),
      saved: checkpoint?.methods[i],
      problem: () => ({ ...problem, seeds: [...problem.seeds, ...judge.seeds()] }),
      seconds: () => report.seconds(),
      shouldStop,
      onCandidate: (candidate) => {
        if (judge.add({ ...candidate, method: id })) noteImprovement()
      },
      context: {
        threads,
        count: (evaluations, nodes) => control.count(evaluations, nodes),
        log: (message) => report.say(message),
        openIslands: (payload, count) => settings.openIslands(planned.method, payload, count)
      }
    })
  })
  let atWork = 'seed'
  let lastSnapshot = -Infinity
  let lastCheckpoint = 0
  let judgingSeconds = 0

  function lawsSoFar(): Judgement {
    const began = control.elapsedSeconds()
    const judgement = judge.snapshot(() => {
      const now = control.elapsedSeconds()
      return judgingSeconds + now - began <= JUDGING_SHARE * now
    })
    judgingSeconds += control.elapsedSeconds() - began
    return judgement
  }

  function postSnapshot(): void {
    lastSnapshot = control.elapsedSeconds()
    settings.onSnapshot(report.snapshot(lawsSoFar()))
  }

  function postCheckpoint(): void {
    lastCheckpoint = control.elapsedSeconds()
    const laws = lawsSoFar().laws.map((law) => ({ expression: law.form, method: law.provenance.method }))
    // forms that are no laws yet come after those that are; of the same form the judge takes the first
    const forms = judge.seeds().map((expression) => ({ expression, method: atWork }))
    settings.onCheckpoint({
      methods: runs.map((run) => run.checkpoint()),
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

  /** Those that fit the problem; why others do not is said. */
  function acceptedRuns(): MethodRun[] {
    return runs.filter((run, i) => {
      const { method } = methods[i]!
      const accepted = method.accepts(problem)
      if (accepted === true) return true
      if (settings.areChosen) throw new AppError('methodRefuses', accepted, { method: run.id })
      Object.assign(report.methods[i]!, { status: 'refused', reason: accepted })
      report.say(`${run.name} left out: ${accepted}`)
      return false
    })
  }

  async function takeTurn(run: MethodRun, isOver: () => boolean): Promise<void> {
    if (!run.hasStarted()) report.say(`${run.name} started.`)
    atWork = run.id
    report.noteTurn(run.id)
    await run.turn(() => shouldStop() || isOver())
    const { seconds } = run.checkpoint()
    if (run.isDone()) report.say(`${run.name} finished in ${seconds.toFixed(1)} s.`)
  }

  report.say(checkpoint === null ? startMessage(settings) : 'Going on from the last checkpoint.')
  knownWords(problem).forEach(report.say)
  const accepted = acceptedRuns()
  const known = [
    ...(checkpoint?.candidates ?? []),
    ...problem.seeds.map((expression) => ({ expression, method: 'seed' }))
  ]
  for (const candidate of known) if (judge.add(candidate)) noteImprovement()

  const turns = createTurns()
  for (let open = accepted; open.length > 0 && !shouldStop(); turns.nextRound()) {
    open = open.filter((run) => !run.isDone())
    for (const run of open) {
      const isOver = () => turns.isOver(run.id, run.used())
      if (!shouldStop() && !isOver()) await takeTurn(run, isOver)
    }
  }
  for (const run of accepted) await run.close()

  const cause = control.stopCause()
  const isExplained = stopRule.isExplained(control.evaluations())
  const explained = stopRule.words()
  const reason: StopReason = isExplained ? 'explained' : cause === null || cause === 'finished' ? 'exhausted' : cause
  postCheckpoint()
  const judgement = judge.finish()
  const hasLooked = reason === 'exhausted' || reason === 'explained'
  const ending: StopReason = hasLooked && judgement.laws.length === 0 ? 'noLaw' : reason
  judgement.refuted?.marks.forEach((mark) => report.say(`The best formula is not recommended. ${describeMark(mark)}`))
  report.say(ending === 'explained' ? explained : STOP_MESSAGES[ending])
  return { reason: ending, snapshot: report.snapshot(judgement) }
}

/** Each method draws its own numbers, so that leaving one out does not change what the others find. */
function methodSeed(seed: number, index: number): number {
  return seed + index * 0x9e3779b1
}

function startMessage({ problem, seed, threads }: DiscoverySettings): string {
  const inputs = problem.inputs.map(({ name }) => name).join(', ')
  const power = threads === 1 ? 'one thread' : `${threads} threads`
  return `Started: ${problem.n} rows, ${problem.target.name} from ${inputs}; seed ${seed}, ${power}.`
}
