import { complexity } from '../../shared/domain/complexity.ts'
import type { Expr } from '../../shared/domain/expr.ts'
import type { MethodOptions } from '../../shared/domain/method.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { RunLogLine, RunSnapshot, StopReason } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import type { Control, Island, Method, MethodContext } from '../methods/method.ts'
import { createRandom, type Random } from '../numeric/random.ts'
import type { Judge } from '../scoring/judge.ts'
import type { RunControl } from './control.ts'
import type { DiscoveryCheckpoint, DiscoveryResult } from './discoveryJob.ts'
import { STOP_MESSAGES } from './stopMessages.ts'

/** A method with every option set. */
export interface PlannedMethod {
  readonly method: Method
  readonly options: MethodOptions
}

export interface DiscoverySettings {
  readonly problem: Problem
  /** In the order of work. */
  readonly methods: readonly PlannedMethod[]
  /** True where the user named the methods: one that refuses is then an error, not a remark. */
  readonly areChosen: boolean
  readonly judge: Judge
  readonly control: RunControl
  readonly seed: number
  readonly threads: number
  readonly checkpoint: DiscoveryCheckpoint | null
  openIslands(method: Method, payload: unknown, threads: number): readonly Island[]
  onSnapshot(snapshot: RunSnapshot): void
  onCheckpoint(checkpoint: DiscoveryCheckpoint): void
}

const SNAPSHOT_SECONDS = 0.25
const CHECKPOINT_SECONDS = 2
const FIRST_QUIET_SECONDS = 40
/** Relative error on unseen rows below which a law is exact and nothing is left to look for. */
const EXACT_ERROR = 1e-9
/**
 * A law that leaves only noise may still be a stand-in for a simpler one that the search would meet a moment later, so
 * the search goes on for this many evaluations after the best law last changed: more with more inputs, with a longer
 * law, and where much is left unexplained. Counted, not timed: same seed, same laws.
 */
const GRACE_EVALUATIONS = 100_000
const GRACE_INPUTS = 5
const SHORT_COMPLEXITY = 8
const MUCH_ERROR = 0.1
const MUCH_GRACE = 10

interface MethodState {
  status: RunSnapshot['methods'][number]['status']
  seconds: number
  reason: string | null
}

/**
 * Runs the methods one after another and feeds the judge until the data is explained, a limit is reached, the user
 * stops it or the methods have nothing more to propose. Orchestration only: threads, clock and store are parameters.
 */
export async function runDiscovery(settings: DiscoverySettings): Promise<DiscoveryResult> {
  const { problem, methods, judge, control, checkpoint, threads } = settings
  const before = { seconds: checkpoint?.seconds ?? 0, evaluations: checkpoint?.evaluations ?? 0 }
  const nodesBefore = checkpoint?.nodeEvaluations ?? 0
  const log: RunLogLine[] = [...(checkpoint?.log ?? [])]
  const history: (readonly [number, number])[] = [...(checkpoint?.history ?? [])]
  const states: MethodState[] = methods.map((_, i) => ({
    status: i < (checkpoint?.methodIndex ?? 0) ? 'done' : 'waiting',
    seconds: checkpoint?.methodSeconds[i] ?? 0,
    reason: null
  }))
  let improvedAt = checkpoint?.improvedAt ?? null
  let bestChangedAt = 0
  let best: Expr | undefined
  let bestError: number | null = null
  let quietSeconds = FIRST_QUIET_SECONDS
  let lastSnapshot = -Infinity
  let lastCheckpoint = 0
  let current = checkpoint?.methodIndex ?? 0
  let methodState: unknown = checkpoint?.methodState ?? null
  let random: Random = methodRandom(settings.seed, current)

  const seconds = () => before.seconds + control.elapsedSeconds()
  const say = (message: string) => void log.push({ seconds: seconds(), message })

  function snapshot(judged = judge.snapshot()): RunSnapshot {
    return {
      progress: {
        seconds: seconds(),
        evaluations: before.evaluations + control.evaluations(),
        nodeEvaluations: nodesBefore + control.nodeEvaluations(),
        threads,
        improvedAt,
        method: states[current]?.status === 'running' ? methods[current]!.method.descriptor.id : null,
        bestError: judged.bestError
      },
      laws: judged.laws,
      visited: judged.visited,
      verdict: judged.verdict,
      log: [...log],
      history: [...history],
      methods: methods.map(({ method }, i) => ({ id: method.descriptor.id, ...states[i]! }))
    }
  }

  function postSnapshot(): void {
    lastSnapshot = control.elapsedSeconds()
    settings.onSnapshot(snapshot())
  }

  function postCheckpoint(): void {
    lastCheckpoint = control.elapsedSeconds()
    settings.onCheckpoint({
      methodIndex: current,
      methodState,
      random: random.state(),
      candidates: judge.snapshot().laws.map((law) => ({ expression: law.form, method: law.provenance.method })),
      seconds: seconds(),
      evaluations: before.evaluations + control.evaluations(),
      nodeEvaluations: nodesBefore + control.nodeEvaluations(),
      improvedAt,
      log: [...log],
      history: [...history],
      methodSeconds: states.map((state) => state.seconds)
    })
  }

  function noteImprovement(): void {
    improvedAt = seconds()
    const [first] = judge.seeds()
    if (first !== best) bestChangedAt = control.evaluations()
    best = first
    quietSeconds = FIRST_QUIET_SECONDS
    const isFirst = bestError === null
    const error = judge.bestError()
    if (bestError === null || error < bestError) {
      bestError = error
      history.push([improvedAt, error])
    }
    if (isFirst) postSnapshot()
  }

  function isDone(): boolean {
    if (!judge.isExplained()) return false
    return (
      (bestError !== null && bestError < EXACT_ERROR) ||
      control.evaluations() - bestChangedAt >= graceOf(best, bestError ?? 1, problem)
    )
  }

  /** What a running method calls: the place to report progress, since methods do not wait for anything. */
  function shouldStop(): boolean {
    if (control.shouldStop()) return true
    const now = control.elapsedSeconds()
    if (now - lastSnapshot >= SNAPSHOT_SECONDS) postSnapshot()
    if (now - lastCheckpoint >= CHECKPOINT_SECONDS) postCheckpoint()
    if (seconds() - (improvedAt ?? 0) >= quietSeconds) {
      say(`No better law for ${quietSeconds} s.`)
      quietSeconds *= 2
    }
    return isDone()
  }

  async function runMethod({ method, options }: PlannedMethod, state: MethodState): Promise<void> {
    const { id, name } = method.descriptor
    const started = seconds() - state.seconds
    const gate: Control = { shouldStop }
    const context: MethodContext = {
      random,
      control: gate,
      threads,
      count: (evaluations, nodes) => control.count(evaluations, nodes),
      log: say,
      openIslands: (payload, count) => settings.openIslands(method, payload, count),
      checkpoint: methodState,
      saveCheckpoint: (next) => {
        methodState = next
      }
    }
    state.status = 'running'
    say(`${name} started.`)
    const seeds = [...problem.seeds, ...judge.seeds()]
    for await (const candidate of method.discover({ ...problem, seeds }, options, context)) {
      if (judge.add({ ...candidate, method: id })) noteImprovement()
      state.seconds = seconds() - started
      if (shouldStop()) break
    }
    state.status = 'done'
    state.seconds = seconds() - started
    say(`${name} finished in ${state.seconds.toFixed(1)} s.`)
  }

  function stopReason(): StopReason {
    if (isDone()) return 'explained'
    const cause = control.stopCause()
    return cause === null || cause === 'finished' ? 'exhausted' : cause
  }

  if (checkpoint === null) say(startMessage(settings))
  else say('Going on from the last checkpoint.')
  for (const candidate of checkpoint?.candidates ?? []) judge.add(candidate)
  for (const expression of problem.seeds) if (judge.add({ expression, method: 'seed' })) noteImprovement()
  if (checkpoint !== null) random.restore(checkpoint.random)

  for (; current < methods.length && !shouldStop(); current++) {
    const planned = methods[current]!
    const accepted = planned.method.accepts(problem)
    if (accepted === true) {
      await runMethod(planned, states[current]!)
      if (control.stopCause() !== null) break
    } else if (settings.areChosen) {
      throw new AppError('methodRefuses', accepted, { method: planned.method.descriptor.id })
    } else {
      Object.assign(states[current]!, { status: 'refused', reason: accepted })
      say(`${planned.method.descriptor.name} left out: ${accepted}`)
    }
    methodState = null
    random = methodRandom(settings.seed, current + 1)
  }

  const reason = stopReason()
  postCheckpoint()
  const judged = judge.finish()
  const ending: StopReason = reason === 'exhausted' && judged.laws.length === 0 ? 'noLaw' : reason
  say(STOP_MESSAGES[ending])
  return { reason: ending, snapshot: snapshot(judged) }
}

/** Each method draws its own numbers, so that leaving one out does not change what the others find. */
function methodRandom(seed: number, index: number): Random {
  return createRandom(seed + index * 0x9e3779b1)
}

function startMessage({ problem, seed, threads }: DiscoverySettings): string {
  const inputs = problem.inputs.map(({ name }) => name).join(', ')
  return `Started: ${problem.n} rows, ${problem.target.name} from ${inputs}; seed ${seed}, ${threads === 1 ? 'one thread' : `${threads} threads`}.`
}

function graceOf(best: Expr | undefined, error: number, { inputs }: Problem): number {
  const length = best === undefined ? 1 : Math.max(1, complexity(best) / SHORT_COMPLEXITY)
  return (
    GRACE_EVALUATIONS *
    (1 + Math.min(inputs.length, GRACE_INPUTS)) *
    length ** 2 *
    (error > MUCH_ERROR ? MUCH_GRACE : 1)
  )
}
