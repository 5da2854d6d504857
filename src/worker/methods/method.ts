import type { MethodDescriptor, MethodOptions } from '../../shared/domain/method.ts'
import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import type { Random } from '../numeric/random.ts'

/**
 * A way to propose formulas. Methods propose; the common road (`scoring/`) fits, judges, prints and stores.
 * A new method is one folder and one line in `registry.ts`; its form, flags and contract test come from its descriptor.
 */
export interface Method {
  readonly descriptor: MethodDescriptor
  /** True, or one sentence that says why the problem does not fit and what would mend it. */
  accepts(problem: Problem): true | string
  /**
   * Proposes candidates, best guesses as soon as they are known. Same seed and one thread give the same candidates.
   * Looks at `context.control` at least every 50 ms and returns when it says stop.
   */
  discover(
    problem: Problem,
    options: MethodOptions,
    context: MethodContext
  ): Iterable<Candidate> | AsyncIterable<Candidate>
  /** What a thread of `openIslands` runs, until `context.control` says stop; absent where the method has no islands. */
  readonly island?: (problem: Problem, payload: unknown, context: IslandContext) => void
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
