import type { Control } from '../methods/method.ts'

/** Milliseconds since the epoch; threads must read the same clock. */
export type Clock = () => number

/** What ends the work of a thread; `finished` is the run's own word to its islands. */
export type StopCause = 'stoppedByUser' | 'timeLimit' | 'evaluationLimit' | 'finished'

export interface RunLimits {
  /** Seconds that this stretch of the run may take, pauses not counted. */
  readonly seconds: number
  /** Evaluations of whole formulas that this stretch may take, over all threads; null for no limit. */
  readonly evaluations: number | null
}

const RUNNING = 0
const PAUSED = 1
const STOPPED = 2
const FINISHED = 3

// layout of the control block, in elements of 8 bytes; element 0 holds the state as Int32
const STARTED_AT = 1
const PAUSED_AT = 2
const PAUSED_MS = 3
const MAX_MS = 4
const MAX_EVALUATIONS = 5
const EVALUATIONS = 6
const NODE_EVALUATIONS = 7
const ELEMENTS = 8

/** A thread woken late from a pause looks again after this long, so that a lost notification cannot hang it. */
const PAUSE_SLICE_MS = 100

/** One run's state, limits and counters, as seen by every thread of the run and by the engine that started it. */
export interface RunControl extends Control {
  /** Starts the clock: the time that threads take to start is not the search's. */
  begin(): void
  /** Adds to the counters of all threads together. */
  count(evaluations: number, nodeEvaluations: number): void
  limits(): RunLimits
  evaluations(): number
  nodeEvaluations(): number
  /** Seconds since the start of this stretch without the pauses. */
  elapsedSeconds(): number
  /** Why the work is to end, or null while it goes on. Does not block. */
  stopCause(): StopCause | null
  /** The clock stands still and `shouldStop` blocks until `resume`. */
  pause(): void
  resume(): void
  stop(): void
  /** Ends the islands when the run itself has ended. */
  finish(): void
}

/** Shared memory for one stretch of a run; its clock starts now, and anew when the run begins. */
export function createControlBlock(limits: RunLimits, clock: Clock = Date.now): SharedArrayBuffer {
  const block = new SharedArrayBuffer(ELEMENTS * 8)
  const numbers = new Float64Array(block)
  numbers[STARTED_AT] = clock()
  numbers[MAX_MS] = limits.seconds * 1000
  numbers[MAX_EVALUATIONS] = limits.evaluations ?? Infinity
  return block
}

/** The control of a run over its shared block. */
export function openControl(block: SharedArrayBuffer, clock: Clock = Date.now): RunControl {
  const states = new Int32Array(block)
  const numbers = new Float64Array(block)
  const counters = new BigInt64Array(block)
  const state = () => Atomics.load(states, 0)
  const evaluations = () => Number(Atomics.load(counters, EVALUATIONS))

  function elapsedMs(): number {
    const until = state() === PAUSED ? numbers[PAUSED_AT]! : clock()
    return until - numbers[STARTED_AT]! - numbers[PAUSED_MS]!
  }

  function stopCause(): StopCause | null {
    const current = state()
    if (current === STOPPED) return 'stoppedByUser'
    if (current === FINISHED) return 'finished'
    // the evaluation limit comes first: where both are reached, the answer must not depend on the clock
    if (evaluations() >= numbers[MAX_EVALUATIONS]!) return 'evaluationLimit'
    return elapsedMs() >= numbers[MAX_MS]! ? 'timeLimit' : null
  }

  function leave(next: number): void {
    resume()
    Atomics.store(states, 0, next)
  }

  function resume(): void {
    if (state() !== PAUSED) return
    numbers[PAUSED_MS]! += clock() - numbers[PAUSED_AT]!
    Atomics.store(states, 0, RUNNING)
    Atomics.notify(states, 0)
  }

  return {
    shouldStop() {
      while (state() === PAUSED) Atomics.wait(states, 0, PAUSED, PAUSE_SLICE_MS)
      return stopCause() !== null
    },
    begin() {
      numbers[STARTED_AT] = clock()
      // a pause that came before is one from the start
      numbers[PAUSED_AT] = clock()
    },
    count(more, moreNodes) {
      Atomics.add(counters, EVALUATIONS, BigInt(Math.round(more)))
      Atomics.add(counters, NODE_EVALUATIONS, BigInt(Math.round(moreNodes)))
    },
    limits: () => ({
      seconds: numbers[MAX_MS]! / 1000,
      evaluations: Number.isFinite(numbers[MAX_EVALUATIONS]) ? numbers[MAX_EVALUATIONS]! : null
    }),
    evaluations,
    nodeEvaluations: () => Number(Atomics.load(counters, NODE_EVALUATIONS)),
    elapsedSeconds: () => elapsedMs() / 1000,
    stopCause,
    pause() {
      if (state() !== RUNNING) return
      numbers[PAUSED_AT] = clock()
      Atomics.compareExchange(states, 0, RUNNING, PAUSED)
    },
    resume,
    stop: () => leave(STOPPED),
    finish: () => leave(FINISHED)
  }
}
