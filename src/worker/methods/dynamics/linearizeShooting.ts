import { dormandPrince } from '../../numeric/dormandPrince.ts'
import { addObservation, emptyArrowSystem, type ArrowSystem } from './arrowSystem.ts'
import type { Flow } from './flow.ts'
import type { MotionFrame } from './motion.ts'
import type { Segment } from './segments.ts'
import { stepTolerances } from './stepTolerances.ts'

/** Residuals of integrated segments, in units of the noise, and the normal equations for a better guess. */
export interface LinearizedShooting {
  readonly chiSquare: number
  /** The same by state. */
  readonly byState: readonly number[]
  readonly system: ArrowSystem
}

export interface IntegrationControl {
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

/** A solution that runs away is no neighbour of data: steps beyond these on one segment count as that. */
const MOST_STEPS = 3000

/** Integrates every segment with its sensitivities; null where one cannot be followed to its end, or when stopped. */
export function linearizeShooting(
  frame: MotionFrame,
  flow: Flow,
  segments: readonly Segment[],
  params: Float64Array,
  starts: readonly Float64Array[],
  { shouldStop, count }: IntegrationControl
): LinearizedShooting | null {
  const { size, paramCount } = flow
  const columns = size + paramCount
  const states = frame.states.length
  const byState = new Array<number>(states).fill(0)
  const system = emptyArrowSystem(size, paramCount, segments.length)
  const absolute = stepTolerances(frame, flow)
  const slopes = new Float64Array(columns)
  for (const [s, segment] of segments.entries()) {
    if (shouldStop()) return null
    const whole = new Float64Array(size * (1 + columns))
    whole.set(starts[s]!)
    for (let k = 0; k < size; k++) whole[size * (1 + k) + k] = 1
    const solution = dormandPrince(flow.sensitivities(params, segment.controls), whole, segment.time, {
      absolute,
      relative: 1e-9,
      maxSteps: MOST_STEPS
    })
    count(solution.evaluations)
    if (solution.reached < segment.time.length) return null
    for (let i = 0; i < segment.time.length; i++) {
      const at = i * whole.length
      for (let k = 0; k < states; k++) {
        const noise = frame.noise[k]!
        const residual = (segment.observed[k]![i]! - solution.states[at + k]!) / noise
        byState[k] = byState[k]! + residual * residual
        for (let c = 0; c < columns; c++) slopes[c] = solution.states[at + size * (1 + c) + k]! / noise
        addObservation(system, s, slopes, residual)
      }
    }
  }
  const chiSquare = byState.reduce((sum, value) => sum + value, 0)
  return Number.isFinite(chiSquare) ? { chiSquare, byState, system } : null
}
