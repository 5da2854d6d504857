import { structureBits } from '../../scoring/descriptionLength.ts'
import type { MotionFrame, Path } from '../dynamics/motion.ts'
import type { Flow } from '../dynamics/flow.ts'
import { cutSegments } from '../dynamics/segments.ts'
import { fitByShooting, type ShootingFit } from '../dynamics/shooting.ts'
import { numberBits, SPANS, worst } from '../dynamics/settleEquations.ts'
import { numberedFlow } from '../mechanics/numberedFlow.ts'
import { instantiate } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import { numbersOf, ratesOf, wholeEnergy, withNumbers, type EnergyLaw } from './energyLaw.ts'

/** A law with the numbers that integrate best along the data. */
export interface SettledEnergy {
  readonly law: EnergyLaw
  readonly flow: Flow
  readonly fit: ShootingFit
  /** Time over which segments were integrated. */
  readonly span: number
  /** Bits of formula, numbers and residuals in units of the noise; compares laws settled on the same paths. */
  readonly bits: number
}

export interface SettleEnergySettings {
  /** Lengths of segments in units of the tempo, rising. */
  readonly spans?: readonly number[]
  readonly mostPoints: number
  /** Numbers that stay where they are. */
  readonly isFixed?: readonly boolean[]
  readonly shouldStop: () => boolean
  readonly count: (evaluations: number) => void
}

const MAX_STEPS = 15
/** A longer span whose misfit is so many times that of the shorter one has lost its way. */
const LOST = 1.3
/** Bits to say that there is friction. */
const FRICTION_BITS = 8

/** Fits the numbers over longer and longer segments while that goes well; null where not even short ones can be followed. */
export function settleEnergy(
  frame: MotionFrame,
  space: PhaseSpace,
  law: EnergyLaw,
  paths: readonly Path[],
  { spans = SPANS, mostPoints, isFixed, shouldStop, count }: SettleEnergySettings
): SettledEnergy | null {
  const rates = ratesOf(space, law)
  const orders = space.names.map(() => 1 as const)
  let settled: SettledEnergy | null = null
  for (const tempos of spans) {
    const span = tempos * frame.tempo
    const current: EnergyLaw = settled?.law ?? law
    const flow = numberedFlow(rates, space.names, numbersOf(current))
    const segments = cutSegments(frame, orders, paths, { span, leastPoints: 6, mostPoints })
    const fit = fitByShooting(frame, flow, segments, {
      maxSteps: MAX_STEPS,
      shouldStop,
      count,
      ...(isFixed === undefined ? {} : { isFixed })
    })
    if (fit === null || (settled !== null && worst(fit) > LOST * worst(settled.fit))) break
    const next = withNumbers(current, fit.params)
    settled = { law: next, flow, fit, span, bits: bitsOf(space, next, fit) }
  }
  return settled
}

function bitsOf(space: PhaseSpace, law: EnergyLaw, fit: ShootingFit): number {
  const structure = structureBits(instantiate(wholeEnergy(space, law)).expression, space.names.length)
  // free starts take residuals away: only what is left for each degree of freedom compares spans of different length
  const residuals = (fit.chiSquare / fit.freedom) * fit.observations
  const numbers = numbersOf(law).length * numberBits(fit)
  return structure + law.friction.length * FRICTION_BITS + numbers + residuals / (2 * Math.LN2)
}
