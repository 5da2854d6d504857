import type { IntegrationControl } from '../dynamics/linearizeShooting.ts'
import type { MotionFrame, Path } from '../dynamics/motion.ts'
import { cutSegments, type Segment } from '../dynamics/segments.ts'
import { SPANS } from '../dynamics/settleEquations.ts'
import { fitByShooting } from '../dynamics/shooting.ts'
import type { EnergyNetwork } from './energyNetwork.ts'
import { lastWeightDirections } from './lastWeightDirections.ts'
import { movedNetwork, networkFlow } from './networkFlow.ts'
import type { RateRows } from './rateRows.ts'
import { fitRidge, type RidgeFit } from './ridgeShooting.ts'

const MOST_POINTS = 1000
/** Noise below this share of the spread is nothing that a network could reach. */
const LEAST_NOISE = 3e-4
const FIRST_PENALTY = 100
const ROUNDS = 2
const START_STEPS = 10
/** Longer segments whose misfit is so many times that of the shorter ones have lost their way. */
const LOST = 1.3

/**
 * A trained network with its last layer solved for again, in 64 bits, by integrating its motion along the data from
 * starts that are fitted as well: what derivatives of noisy data got wrong is put right. As it was where its motion cannot
 * be followed.
 */
export function rolledOut(
  frame: MotionFrame,
  paths: readonly Path[],
  rows: RateRows,
  network: EnergyNetwork,
  hasFriction: boolean,
  control: IntegrationControl
): EnergyNetwork {
  const coarse = coarsened(frame)
  const directions = lastWeightDirections(network, rows)
  const flow = networkFlow(network, directions, hasFriction)
  let fit: RidgeFit | null = null
  for (const tempos of SPANS) {
    const next: RidgeFit | null = fitRidge(coarse, flow, segmentsOf(coarse, paths, tempos), {
      ...control,
      held: directions.length,
      params: fit?.params ?? flow.params,
      penalty: fit?.penalty ?? FIRST_PENALTY,
      rounds: ROUNDS
    })
    if (next === null || (fit !== null && next.misfit > LOST * fit.misfit)) break
    fit = next
  }
  return fit === null ? network : movedNetwork(network, directions, fit.params)
}

/** How motion that nothing was fitted to is foretold. */
export interface HeldOutMotion {
  /** Mean square of (measured − integrated)/noise of the worst state; about 1 for the truth, Infinity where it is lost. */
  readonly misfit: number
  /** Sum of those squares in each stretch. */
  readonly chiSquares: readonly number[]
}

/** Follows held-out motion in stretches, with their starts fitted and nothing else. */
export function foretellHeldOut(
  frame: MotionFrame,
  paths: readonly Path[],
  network: EnergyNetwork,
  control: IntegrationControl
): HeldOutMotion {
  const coarse = coarsened(frame)
  const flow = networkFlow(network, [], false)
  const fits = segmentsOf(coarse, paths, SPANS.at(-1)!).map((segment) =>
    fitByShooting(coarse, flow, [segment], { ...control, maxSteps: START_STEPS })
  )
  const followed = fits.filter((fit) => fit !== null)
  const freedom = followed.reduce((sum, fit) => sum + fit.freedom, 0)
  const byState = frame.states.map((_, k) => followed.reduce((sum, fit) => sum + fit.misfit[k]! * fit.freedom, 0))
  return {
    misfit: followed.length < fits.length ? Infinity : Math.max(...byState) / freedom,
    chiSquares: fits.map((fit) => fit?.chiSquare ?? Infinity)
  }
}

function segmentsOf(frame: MotionFrame, paths: readonly Path[], tempos: number): Segment[] {
  const orders = frame.states.map(() => 1 as const)
  return cutSegments(frame, orders, paths, { span: tempos * frame.tempo, leastPoints: 6, mostPoints: MOST_POINTS })
}

function coarsened(frame: MotionFrame): MotionFrame {
  return { ...frame, noise: frame.noise.map((noise, k) => Math.max(noise, LEAST_NOISE * frame.spread[k]!)) }
}
