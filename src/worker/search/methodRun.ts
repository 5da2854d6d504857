import type { Candidate, Problem } from '../../shared/domain/problem.ts'
import type { FormulaMethod, MethodContext } from '../methods/method.ts'
import { createRandom } from '../numeric/random.ts'
import type { RunControl } from './control.ts'
import type { Planned } from './planMethods.ts'
import type { MethodState } from './runReport.ts'
import type { MethodCheckpoint } from './runTask.ts'

/** One method of a run: it works in turns, and between two of them it stands still at a yield. */
export interface MethodRun {
  readonly id: string
  readonly name: string
  /** Evaluations in this stretch of the run. */
  used(): number
  hasStarted(): boolean
  isDone(): boolean
  /** Goes on until it has nothing more to propose or `isOver` after a yield. */
  turn(isOver: () => boolean): Promise<void>
  checkpoint(): MethodCheckpoint
  /** Ends it for good where it stands. */
  close(): Promise<void>
}

export interface MethodRunSettings {
  readonly planned: Planned<FormulaMethod>
  readonly control: RunControl
  /** What the window shows of it; kept up to date. */
  readonly state: MethodState
  readonly seed: number
  /** Where an earlier stretch left it; undefined for a fresh start. */
  readonly saved: MethodCheckpoint | undefined
  /** The problem with the formulas that the others have found by now. */
  problem(): Problem
  /** Run time in seconds, over all stretches. */
  seconds(): number
  /** Whether the whole run is to end. */
  shouldStop(): boolean
  onCandidate(candidate: Candidate): void
  readonly context: Pick<MethodContext, 'threads' | 'count' | 'log' | 'openIslands'>
}

export function createMethodRun(settings: MethodRunSettings): MethodRun {
  const { planned, control, state, saved, shouldStop } = settings
  const { method, options } = planned
  const { id, name } = method.descriptor
  const random = createRandom(settings.seed)
  if (saved?.random) random.restore(saved.random)
  let methodState: unknown = saved?.state ?? null
  let isDone = saved?.isDone ?? false
  let used = 0
  let work: Iterator<Candidate | null> | AsyncIterator<Candidate | null> | null = null

  function start(): Iterator<Candidate | null> | AsyncIterator<Candidate | null> {
    const found = method.discover(settings.problem(), options, {
      ...settings.context,
      random,
      control: { shouldStop },
      checkpoint: methodState,
      saveCheckpoint: (next) => {
        methodState = next
      }
    })
    return Symbol.asyncIterator in found ? found[Symbol.asyncIterator]() : found[Symbol.iterator]()
  }

  return {
    id,
    name,
    used: () => used,
    hasStarted: () => work !== null,
    isDone: () => isDone,
    async turn(isOver) {
      work ??= start()
      state.status = 'running'
      const started = settings.seconds() - state.seconds
      do {
        const before = control.evaluations()
        const next = await work.next()
        // one that forgets to count must not keep its turn for ever
        used += Math.max(1, control.evaluations() - before)
        state.seconds = settings.seconds() - started
        if (next.done === true) {
          // told to stop, it has not finished: a resumed run goes on with it
          isDone = !shouldStop()
          state.status = 'done'
          return
        }
        if (next.value !== null) settings.onCandidate(next.value)
        state.seconds = settings.seconds() - started
      } while (!isOver())
    },
    checkpoint: () => ({ isDone, state: methodState, random: random.state(), seconds: state.seconds }),
    async close() {
      if (work === null || isDone) return
      state.status = 'done'
      await work.return?.()
    }
  }
}
