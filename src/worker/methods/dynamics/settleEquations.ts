import { paramValues, withParams } from '../../../shared/domain/expr.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import { createFlow, type Flow } from './flow.ts'
import { readableNames, type Equation, type MotionFrame, type Path } from './motion.ts'
import { cutSegments } from './segments.ts'
import { fitByShooting, type ShootingFit } from './shooting.ts'

/** Equations with the numbers that integrate best along the data. */
export interface Settled {
  readonly equations: readonly Equation[]
  readonly flow: Flow
  readonly fit: ShootingFit
  /** Time over which segments were integrated. */
  readonly span: number
}

export interface SettleSettings {
  /** Lengths of segments in units of the tempo, rising. */
  readonly spans: readonly number[]
  readonly mostPoints: number
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

/** Short enough for first guesses, long enough to fix the numbers; chaos forbids more. */
export const SPANS = [1.5, 4, 10]
const MAX_STEPS = 15
/** A longer span whose misfit is so many times that of the shorter one has lost its way. */
const LOST = 1.3

/** Fits the numbers over longer and longer segments while that goes well; null where not even short ones can be followed. */
export function settleEquations(
  frame: MotionFrame,
  equations: readonly Equation[],
  paths: readonly Path[],
  { spans, mostPoints, shouldStop, count }: SettleSettings
): Settled | null {
  let settled: Settled | null = null
  for (const tempos of spans) {
    const span = tempos * frame.tempo
    const current: readonly Equation[] = settled?.equations ?? equations
    const flow = createFlow(frame, current)
    const leastPoints = Math.ceil((2 * flow.size) / frame.states.length) + 4
    const orders = current.map(({ order }) => order)
    const segments = cutSegments(frame, orders, paths, { span, leastPoints, mostPoints })
    const fit = fitByShooting(frame, flow, segments, { maxSteps: MAX_STEPS, shouldStop, count })
    if (fit === null || (settled !== null && worst(fit) > LOST * worst(settled.fit))) break
    settled = { equations: withNumbers(current, flow, fit.params), flow, fit, span }
  }
  return settled
}

/** Largest misfit of a state; about 1 for the truth. */
export function worst({ misfit }: ShootingFit): number {
  return Math.max(...misfit)
}

export function withNumbers(equations: readonly Equation[], flow: Flow, params: Float64Array): Equation[] {
  return equations.map((equation, k) => {
    const from = flow.offsets[k]!
    const count = paramValues(equation.formula).length
    return { ...equation, formula: withParams(equation.formula, params.subarray(from, from + count)) }
  })
}

/** Bits of the formulas, their numbers and the residuals in units of the noise. */
export function motionBits(frame: MotionFrame, { equations, fit, flow }: Settled): number {
  const inputs = readableNames(
    frame,
    equations.map(({ order }) => order)
  ).length
  const structure = equations.reduce((sum, { formula }) => sum + structureBits(formula, inputs), 0)
  // free starts take residuals away: only what is left for each degree of freedom compares spans of different length
  const residuals = (fit.chiSquare / fit.freedom) * fit.observations
  return structure + flow.paramCount * numberBits(fit) + residuals / (2 * Math.LN2)
}

/** Price of one fitted number. */
export function numberBits({ freedom }: ShootingFit): number {
  return 0.5 * Math.log2(freedom) + 1
}
