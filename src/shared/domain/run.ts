import type { Finding } from './finding.ts'
import type { Knowledge } from './knowledge.ts'
import type { Law, Verdict } from './law.ts'
import type { MethodKind } from './method.ts'
import type { OperatorId } from './operators.ts'
import type { TrainingSeries } from './training.ts'

export type RunStatus = 'waiting' | 'running' | 'paused' | 'done' | 'stopped' | 'interrupted' | 'failed'

export interface MethodChoice {
  readonly id: string
  readonly options: Readonly<Record<string, OptionValue>>
}

export type OptionValue = number | string | boolean

/** What the user asked for. */
export interface RunRequest {
  /** The column to explain; null where a method that looks at the whole table needs none. */
  readonly target: string | null
  /** Null means every column with the role input. */
  readonly inputs: readonly string[] | null
  /**
   * Null means the portfolio: every method of formulas that accepts the problem, cheapest first. A method that looks at the
   * whole table runs alone.
   */
  readonly methods: readonly MethodChoice[] | null
  /** Null means the default set. */
  readonly operators: readonly OperatorId[] | null
  readonly maxComplexity: number
  readonly seconds: number
  /** Limit on evaluations of whole formulas; null means none. */
  readonly evaluations: number | null
  readonly threads: number
  readonly seed: number
  /** Formulas to start from, in infix. */
  readonly seeds: readonly string[]
  /** What the user knows of the law; absent where that is nothing. */
  readonly knowledge?: Knowledge | undefined
}

export const DEFAULT_MAX_COMPLEXITY = 30
export const DEFAULT_SECONDS = 60

/** Why a run ended, in the program's words and in plain ones. */
export type StopReason =
  'answered' | 'explained' | 'exhausted' | 'timeLimit' | 'evaluationLimit' | 'stoppedByUser' | 'noLaw'

export interface RunProgress {
  readonly seconds: number
  readonly evaluations: number
  readonly nodeEvaluations: number
  readonly threads: number
  /** Seconds since the start when the front last improved; null before the first law. */
  readonly improvedAt: number | null
  /** Method at work; null while laws are judged. */
  readonly method: string | null
  /** Best relative error on unseen rows so far, for the curve over time. */
  readonly bestError: number | null
}

/** One line of the plain-words log. */
export interface RunLogLine {
  readonly seconds: number
  readonly message: string
}

/** A candidate that was looked at, for the Pareto plot. */
export interface VisitedPoint {
  readonly complexity: number
  /** Root-mean-square error on unseen rows relative to the spread of the target. */
  readonly error: number
}

/** The state of a search as the thread reports it: whole, not a difference, at most four times a second. */
export interface RunSnapshot {
  readonly progress: RunProgress
  readonly laws: readonly Law[]
  /** Of a method that looks at the whole table; empty elsewhere. */
  readonly findings: readonly Finding[]
  readonly visited: readonly VisitedPoint[]
  readonly log: readonly RunLogLine[]
  readonly verdict: Verdict
  /** (seconds, best relative error) at every improvement. */
  readonly history: readonly (readonly [number, number])[]
  readonly methods: readonly MethodProgress[]
  /** Loss curves of the networks that were trained, in that order; absent where none was. */
  readonly training?: readonly TrainingSeries[]
}

export interface MethodProgress {
  readonly id: string
  /** Running: it has begun and goes on in turns with the others. Whose turn it is stands in the progress of the run. */
  readonly status: 'waiting' | 'running' | 'done' | 'refused'
  readonly seconds: number
  /** Why the method does not fit the data; null elsewhere. */
  readonly reason: string | null
}

export interface RunSummary {
  readonly id: number
  readonly datasetId: number
  readonly title: string
  /** What its methods give: laws of a target, or findings about the whole table. */
  readonly kind: MethodKind
  readonly request: RunRequest
  readonly status: RunStatus
  readonly stopReason: StopReason | null
  readonly error: { readonly code: string; readonly message: string } | null
  readonly progress: RunProgress
  readonly verdict: Verdict
  readonly lawCount: number
  /** Findings other than that there is nothing. */
  readonly findingCount: number
  readonly createdAt: number
  readonly finishedAt: number | null
  readonly canResume: boolean
}
