import type { TrainingOutcome, TrainingRound } from '../../tensor/train.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { followTraining } from '../followTraining.ts'
import type { InvestigationContext } from '../method.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { EnergyNetwork } from './energyNetwork.ts'
import { partsOf, SHAPE_NAMES, shapesFor } from './energyShape.ts'
import { rolledOut, rollOutMisfit } from './rollOut.ts'
import { trainEnergyNetwork, type EnergyTraining } from './trainEnergyNetwork.ts'

/** The network whose shape the data speak for. */
export interface ChosenNetwork {
  readonly network: EnergyNetwork
  /** Of the training on derivatives. */
  readonly outcome: TrainingOutcome
  /** Misfit of held-out motion that is integrated; about 1 for the truth. */
  readonly misfit: number
}

/** Shapes whose loss on held-out rows is so many times the least are not looked at any more. */
const FAR = 1.3
/** A misfit of held-out motion that is that of its noise: no less constrained shape is asked. */
const GOOD = 1.15
/** A more constrained shape is believed while its misfit of held-out motion is at most so many times the least. */
const AS_GOOD = 1.1

/**
 * Trains a network of each shape on derivatives, then those that are near the best on roll-outs, and takes the most
 * constrained one that foretells held-out motion as well as any. Yields the rounds of all trainings.
 */
export function* chooseNetwork(
  frame: MotionFrame,
  space: PhaseSpace,
  { training, unseen }: HoldOut,
  settings: EnergyTraining,
  context: InvestigationContext
): Generator<TrainingRound, ChosenNetwork> {
  const trained = []
  for (const shape of shapesFor(space)) {
    const rounds = trainEnergyNetwork(shape, partsOf(shape, space), settings)
    trained.push(yield* followTraining(`energy: ${SHAPE_NAMES[shape]}`, rounds, context))
    if (context.control.shouldStop()) break
  }
  const least = Math.min(...trained.map(({ outcome }) => outcome.bestScore))
  const near = trained.filter(({ outcome }) => outcome.bestScore <= FAR * least)
  const control = { shouldStop: () => context.control.shouldStop(), count: (n: number) => context.count(0, n) }
  const candidates: ChosenNetwork[] = []
  for (const { network, outcome } of near) {
    const rolled = rolledOut(frame, training, settings.training, network, settings.hasFriction, control)
    for (const candidate of [rolled, network]) {
      const misfit = rollOutMisfit(frame, unseen, candidate, control)
      candidates.push({ network: candidate, outcome, misfit })
      if (misfit < GOOD) return candidates.at(-1)!
    }
  }
  const best = Math.min(...candidates.map(({ misfit }) => misfit))
  return candidates.find(({ misfit }) => misfit <= AS_GOOD * best) ?? { ...trained[0]!, misfit: Infinity }
}
