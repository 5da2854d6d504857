import type { Expr } from '../../shared/domain/expr.ts'
import type { Observations } from '../../shared/domain/observations.ts'
import type { MethodChoice, RunLogLine, RunSnapshot, StopReason } from '../../shared/domain/run.ts'
import type { RandomState } from '../numeric/random.ts'
import type { SharedProblem } from './sharedProblem.ts'

/** All that a search thread needs; structured-clonable. */
export type RunTask = DiscoveryTask | InvestigationTask

interface Task {
  /** Null means the portfolio: every method that accepts the problem, cheapest first. */
  readonly methods: readonly MethodChoice[] | null
  readonly seed: number
  readonly threads: number
  /** Seconds that this stretch may take, pauses not counted. A resumed run starts a stretch of its own. */
  readonly seconds: number
  /** Evaluations that this stretch may take; null for no limit. */
  readonly evaluations: number | null
  /** What the provenance says besides method, options and seed. */
  readonly version: string
  readonly datasetHash: string
}

/** Search formulas for a target. */
export interface DiscoveryTask extends Task {
  readonly kind: 'formulas'
  readonly problem: SharedProblem
  /** Where an interrupted run is to go on; null at a fresh start. */
  readonly checkpoint: DiscoveryCheckpoint | null
}

/** Look at a whole table with one method. It is short of a checkpoint: interrupted, it starts anew. */
export interface InvestigationTask extends Task {
  readonly kind: 'table'
  readonly observations: Observations
}

/** From here an interrupted discovery can go on; structured-clonable, so that it can be stored as it is. */
export interface DiscoveryCheckpoint {
  /** In the order of the run; empty where all are to start anew. */
  readonly methods: readonly MethodCheckpoint[]
  readonly candidates: readonly { readonly expression: Expr; readonly method: string }[]
  readonly seconds: number
  readonly evaluations: number
  readonly nodeEvaluations: number
  readonly improvedAt: number | null
  readonly log: readonly RunLogLine[]
  readonly history: readonly (readonly [number, number])[]
}

/** Where one method stands. */
export interface MethodCheckpoint {
  readonly isDone: boolean
  /** What it handed over last; null if it has not. */
  readonly state: unknown
  readonly random: RandomState
  readonly seconds: number
}

export interface RunResult {
  readonly reason: StopReason
  readonly snapshot: RunSnapshot
}
