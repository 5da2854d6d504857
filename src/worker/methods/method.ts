import type { FindingDraft } from '../../shared/domain/finding.ts'
import type { Law } from '../../shared/domain/law.ts'
import type { MethodDescriptor, MethodOptions } from '../../shared/domain/method.ts'
import type { Observations } from '../../shared/domain/observations.ts'
import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import type { TrainingPoint } from '../../shared/domain/training.ts'
import type { Random } from '../numeric/random.ts'

/** A way to find something out. A new one is a folder and a line in `registry.ts`; the rest follows from its descriptor. */
export type Method = FormulaMethod | TableMethod

/**
 * Explains one target by inputs. It proposes formulas; the common road (`scoring/`) fits, judges, prints and stores.
 */
export interface FormulaMethod {
  readonly kind: 'formula'
  readonly descriptor: MethodDescriptor
  /** True, or one sentence that says why the problem does not fit and what would mend it. */
  accepts(problem: Problem): true | string
  /**
   * Proposes candidates, best guesses as soon as they are known. Same seed and one thread give the same candidates.
   * Looks at `context.control` at least every 50 ms and returns when it says stop. At every yield others may have their
   * turn: null proposes nothing and only says that the method can wait here.
   */
  discover(
    problem: Problem,
    options: MethodOptions,
    context: MethodContext
  ): Iterable<Candidate | null> | AsyncIterable<Candidate | null>
  /** What a thread of `openIslands` runs, until `context.control` says stop; absent where the method has no islands. */
  readonly island?: (problem: Problem, payload: unknown, context: IslandContext) => void
}

/** Looks at a table as a whole: what is conserved in it, how it moves, where a law ends. It judges for itself. */
export interface TableMethod {
  readonly kind: 'table'
  readonly descriptor: MethodDescriptor
  /** True, or one sentence that says what the table lacks and what would mend it. */
  accepts(observations: Observations, options: MethodOptions): true | string
  /**
   * Gives what it found, best first, each finding whole; a later one with the same key takes the place of the earlier. A
   * null result is a finding of kind `nothing` with its evidence. Same seed gives the same findings. Looks at
   * `context.control` at least every 50 ms; told to stop, it gives what it has.
   */
  investigate(
    observations: Observations,
    options: MethodOptions,
    context: InvestigationContext
  ): Iterable<FindingDraft> | AsyncIterable<FindingDraft>
}

export interface InvestigationContext {
  readonly random: Random
  readonly control: Control
  /** Threads that this method may use, its own included. */
  readonly threads: number
  /** Adds to the counters that the user sees and that the evaluation limit reads. */
  count(evaluations: number, nodeEvaluations: number): void
  /** A line for the plain-words log. */
  log(message: string): void
  /** One more point of the loss curve of a network, for the window. A network that begins anew replaces its curve. */
  reportTraining(network: string, point: TrainingPoint): void
  /** Seconds that are left of the time limit. */
  secondsLeft(): number
  /** Searches formulas with the portfolio, as `discover` does; best law first, none where a constant does as well. */
  searchLaws(problem: Problem, limits: SearchLimits): Promise<readonly Law[]>
}

export interface SearchLimits {
  readonly seconds: number
  /** Limit on evaluations of whole formulas; null means none. */
  readonly evaluations: number | null
}

/** The other end of an Island, in its own thread. */
export interface IslandContext {
  readonly random: Random
  readonly control: Control
  count(evaluations: number, nodeEvaluations: number): void
  post(message: unknown): void
  /** The next message, or undefined when there is none now. */
  receive(): unknown
}

export interface MethodContext {
  readonly random: Random
  readonly control: Control
  /** Threads that this method may use, its own included. */
  readonly threads: number
  /** Adds to the counters that the user sees and that the evaluation limit reads. */
  count(evaluations: number, nodeEvaluations: number): void
  /** A line for the plain-words log. */
  log(message: string): void
  /** Opens `threads` further threads that run this method's `island` entry; empty where threads are not to be had. */
  openIslands(payload: unknown, threads: number): readonly Island[]
  /** What `saveCheckpoint` stored in the interrupted run that this one resumes; null at a fresh start. */
  readonly checkpoint: unknown
  /** Hands over a structured-clonable state from which the method can go on. */
  saveCheckpoint(state: unknown): void
}

/** Stop and pause, as seen from inside a thread. */
export interface Control {
  /**
   * True when the work is to end: by the user, by the time limit or by the evaluation limit. Blocks while the run is
   * paused. Cheap enough for every generation, not for every formula.
   */
  shouldStop(): boolean
}

/** A thread that works on the same problem. Messages are read without an event loop. */
export interface Island {
  post(message: unknown): void
  /** The next message, or undefined when there is none now. */
  receive(): unknown
  close(): void
}
