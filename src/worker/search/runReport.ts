import type { MethodProgress, RunLogLine, RunSnapshot } from '../../shared/domain/run.ts'
import type { Judge, Judgement } from '../scoring/judge.ts'
import type { RunControl } from './control.ts'
import type { DiscoveryCheckpoint } from './runTask.ts'

/** What people are told of a run: counters over all its stretches, log, history, progress of each method. */
export interface RunReport {
  seconds(): number
  say(message: string): void
  /** Notes an improvement of the front; gives true for the first. */
  noteImprovement(): boolean
  /** Says from time to time that nothing better was found. */
  sayIfQuiet(): void
  /** State of the i-th method, changed in place. */
  readonly methods: MethodState[]
  /** Notes whose turn it is. */
  noteTurn(id: string): void
  snapshot(judgement: Judgement): RunSnapshot
  /** The part of a checkpoint that is the report's. */
  saved(): Omit<DiscoveryCheckpoint, 'methods' | 'candidates'>
}

export type MethodState = { -readonly [Key in keyof MethodProgress]: MethodProgress[Key] }

/** Seconds without a better law after which the log says so; doubled each time. */
const FIRST_QUIET_SECONDS = 40

export interface ReportSettings {
  readonly methodIds: readonly string[]
  readonly judge: Judge
  readonly control: RunControl
  readonly threads: number
  /** Where an earlier stretch of the run ended; null at a fresh start. */
  readonly checkpoint: DiscoveryCheckpoint | null
}

export function createRunReport({ methodIds, judge, control, threads, checkpoint }: ReportSettings): RunReport {
  const log: RunLogLine[] = [...(checkpoint?.log ?? [])]
  const history: (readonly [number, number])[] = [...(checkpoint?.history ?? [])]
  const methods: MethodState[] = methodIds.map((id, i) => ({
    id,
    status: checkpoint?.methods[i]?.isDone === true ? 'done' : 'waiting',
    seconds: checkpoint?.methods[i]?.seconds ?? 0,
    reason: null
  }))
  let improvedAt = checkpoint?.improvedAt ?? null
  let isFirst = true
  let atWork: string | null = null
  let quietSeconds = FIRST_QUIET_SECONDS

  const seconds = () => (checkpoint?.seconds ?? 0) + control.elapsedSeconds()
  const counters = () => ({
    seconds: seconds(),
    evaluations: (checkpoint?.evaluations ?? 0) + control.evaluations(),
    nodeEvaluations: (checkpoint?.nodeEvaluations ?? 0) + control.nodeEvaluations()
  })
  const say = (message: string) => void log.push({ seconds: seconds(), message })

  return {
    seconds,
    say,
    methods,
    noteTurn(id) {
      atWork = id
    },
    noteImprovement() {
      improvedAt = seconds()
      quietSeconds = FIRST_QUIET_SECONDS
      const { error } = judge.best()
      if (error < (history.at(-1)?.[1] ?? Infinity)) history.push([improvedAt, error])
      const wasFirst = isFirst
      isFirst = false
      return wasFirst
    },
    sayIfQuiet() {
      if (seconds() - (improvedAt ?? 0) < quietSeconds) return
      say(`No better law for ${quietSeconds} s.`)
      quietSeconds *= 2
    },
    snapshot: ({ laws, visited, verdict, bestError }) => ({
      progress: {
        ...counters(),
        threads,
        improvedAt,
        method: methods.find(({ id, status }) => status === 'running' && id === atWork)?.id ?? null,
        bestError
      },
      laws,
      findings: [],
      visited,
      verdict,
      log: [...log],
      history: [...history],
      methods: methods.map((method) => ({ ...method }))
    }),
    saved: () => ({
      ...counters(),
      improvedAt,
      log: [...log],
      history: [...history]
    })
  }
}
