import { eliminateStarts, solveArrow } from './arrowSystem.ts'
import type { Flow } from './flow.ts'
import { linearizeShooting, type IntegrationControl } from './linearizeShooting.ts'
import type { MotionFrame } from './motion.ts'
import type { Segment } from './segments.ts'

/** Equations fitted by integrating them: every segment from a start of its own, the parameters shared. */
export interface ShootingFit {
  readonly params: Float64Array
  /** Σ over all points and states of (measured − integrated)² / noise². */
  readonly chiSquare: number
  /** The same divided by the points less the numbers fitted, by state. */
  readonly misfit: readonly number[]
  /** Points times states. */
  readonly observations: number
  /** The observations less the numbers fitted. */
  readonly freedom: number
  /** Inverse covariance of the parameters for noise as assumed, row-major; the starts are free. */
  readonly information: Float64Array
  readonly starts: readonly Float64Array[]
}

export interface ShootingSettings extends IntegrationControl {
  readonly maxSteps: number
  /** Parameters that stay where they are. */
  readonly isFixed?: readonly boolean[]
}

const START_DAMPING = 1e-4
const MAX_DAMPING = 1e8
/** Relative change of χ² that counts as none. */
const SETTLED = 1e-5

/**
 * Multiple shooting by Levenberg–Marquardt: the starts of the segments are eliminated from the normal equations, so that
 * the cost is linear in their number. Null where the flow cannot be followed from the first guess.
 *
 * Source: H. G. Bock, "Recent advances in parameter identification techniques for O.D.E." (1983),
 * doi:10.1007/978-1-4684-7324-7_7.
 */
export function fitByShooting(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  settings: ShootingSettings
): ShootingFit | null {
  const { paramCount, size } = flow
  const isFree = Array.from({ length: paramCount }, (_, p) => settings.isFixed?.[p] !== true)
  let params = flow.params.slice()
  let starts = segments.map(({ start }) => start.slice())
  let state = linearizeShooting(frame, flow, segments, params, starts, settings)
  if (state === null) return null
  let damping = START_DAMPING
  for (let step = 0; step < settings.maxSteps && !settings.shouldStop(); step++) {
    const move = solveArrow(state.system, isFree, damping)
    if (move === null) {
      damping *= 10
      if (damping > MAX_DAMPING) break
      continue
    }
    const nextParams = params.map((value, p) => value + move.params[p]!)
    const nextStarts = starts.map((start, s) => start.map((value, k) => value + move.starts[s]![k]!))
    const next = linearizeShooting(frame, flow, segments, nextParams, nextStarts, settings)
    if (next === null || !(next.chiSquare < state.chiSquare)) {
      damping = Math.max(damping, 1e-6) * 8
      if (damping > MAX_DAMPING || move.gain < SETTLED * state.chiSquare) break
      continue
    }
    const isSettled = state.chiSquare - next.chiSquare < SETTLED * state.chiSquare
    params = nextParams
    starts = nextStarts
    state = next
    damping = Math.max(1e-12, damping / 6)
    if (isSettled) break
  }
  const information = eliminateStarts(state.system, 0)?.matrix ?? new Float64Array(paramCount ** 2)
  const points = segments.reduce((sum, { time }) => sum + time.length, 0)
  const numbers = isFree.filter(Boolean).length + size * segments.length
  const states = frame.states.length
  const freedom = Math.max(1, points * states - numbers)
  const share = freedom / (points * states)
  return {
    params,
    chiSquare: state.chiSquare,
    misfit: state.byState.map((sum) => sum / (points * share)),
    observations: points * states,
    freedom,
    information,
    starts
  }
}
