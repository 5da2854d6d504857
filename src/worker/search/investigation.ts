import { hasFound, type Finding } from '../../shared/domain/finding.ts'
import type { Provenance } from '../../shared/domain/law.ts'
import type { Observations } from '../../shared/domain/observations.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { MethodProgress, RunLogLine, RunSnapshot, StopReason } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { createRandom } from '../numeric/random.ts'
import type { RunControl } from './control.ts'
import { nestedControl } from './nestedControl.ts'
import type { RunPlan } from './planMethods.ts'
import type { RunResult } from './runTask.ts'
import { STOP_MESSAGES } from './stopMessages.ts'
import { createTrainingLog } from './trainingLog.ts'

export interface InvestigationSettings {
  readonly observations: Observations
  readonly plan: RunPlan
  readonly control: RunControl
  readonly seed: number
  readonly threads: number
  readonly provenance: (method: string) => Provenance
  onSnapshot(snapshot: RunSnapshot): void
  /** Searches formulas under the given control. */
  searchLaws(problem: Problem, control: RunControl): Promise<RunResult>
}

const SNAPSHOT_SECONDS = 0.25

/** Runs the one method of an investigation and gathers what it finds. Threads, clock and store are parameters. */
export async function runInvestigation(settings: InvestigationSettings): Promise<RunResult> {
  const { observations, plan, control, seed, threads } = settings
  if (plan.kind !== 'table') throw new Error('an investigation has one method that looks at the whole table')
  const { method, options } = plan.planned
  const { id, name } = method.descriptor
  const findings = new Map<string, Finding>()
  const log: RunLogLine[] = []
  const training = createTrainingLog()
  let improvedAt: number | null = null
  let status: MethodProgress['status'] = 'running'
  let lastSnapshot = -Infinity

  const say = (message: string) => void log.push({ seconds: control.elapsedSeconds(), message })

  function snapshot(): RunSnapshot {
    const seconds = control.elapsedSeconds()
    const found = [...findings.values()]
    const curves = training.series()
    return {
      progress: {
        seconds,
        evaluations: control.evaluations(),
        nodeEvaluations: control.nodeEvaluations(),
        threads,
        improvedAt,
        method: status === 'running' ? id : null,
        bestError: null
      },
      laws: [],
      findings: found,
      visited: [],
      log: [...log],
      verdict: hasFound(found) ? 'law' : 'none',
      history: [],
      methods: [{ id, status, seconds, reason: null }],
      ...(curves.length > 0 && { training: curves })
    }
  }

  function postSnapshot(): void {
    lastSnapshot = control.elapsedSeconds()
    settings.onSnapshot(snapshot())
  }

  function shouldStop(): boolean {
    if (control.shouldStop()) return true
    if (control.elapsedSeconds() - lastSnapshot >= SNAPSHOT_SECONDS) postSnapshot()
    return false
  }

  const answer = method.accepts(observations, options)
  if (answer !== true) throw new AppError('methodRefuses', answer, { method: id })
  say(`${name} started: ${observations.n} rows of ${observations.name}; seed ${seed}.`)
  const found = method.investigate(observations, options, {
    random: createRandom(seed),
    control: { shouldStop },
    threads,
    count: control.count,
    log: say,
    reportTraining(network, { step, loss, score }) {
      if (training.add(network, { step, loss, score })) say(`Training a network: ${network}.`)
    },
    secondsLeft: () => Math.max(0, control.limits().seconds - control.elapsedSeconds()),
    async searchLaws(problem, limits) {
      const seconds = Math.min(limits.seconds, control.limits().seconds - control.elapsedSeconds())
      const result = await settings.searchLaws(problem, nestedControl(control, { ...limits, seconds }))
      return result.snapshot.laws
    }
  })
  for await (const draft of found) {
    // what comes again under the same key stands where it stood
    findings.set(draft.key, { ...draft, provenance: settings.provenance(id) })
    improvedAt = control.elapsedSeconds()
    say(draft.title)
    postSnapshot()
  }
  status = 'done'
  const cause = control.stopCause()
  const reason: StopReason = cause === null || cause === 'finished' ? 'answered' : cause
  say(STOP_MESSAGES[reason])
  return { reason, snapshot: snapshot() }
}
