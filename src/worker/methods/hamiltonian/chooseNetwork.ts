import { standardDeviation } from '../../numeric/statistics.ts'
import type { TrainingOutcome, TrainingRound } from '../../tensor/train.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { followTraining } from '../followTraining.ts'
import type { InvestigationContext } from '../method.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import type { EnergyNetwork } from './energyNetwork.ts'
import { partsOf, SHAPE_NAMES, shapesFor } from './energyShape.ts'
import { foretellHeldOut, rolledOut, type HeldOutMotion } from './rollOut.ts'
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
  return simplestAsGood(
    near.map(({ network, outcome }) => {
      const rolled = rolledOut(frame, training, settings.training, network, settings.hasFriction, control)
      return { network: rolled, outcome, ...foretellHeldOut(frame, unseen, rolled, control) }
    })
  )
}

/**
 * The first whose χ² of held-out motion lies within one standard error of the least, by the differences from stretch to
 * stretch; of a single stretch the error is that of χ² itself.
 *
 * Source: L. Breiman et al., "Classification and regression trees" (1984), §3.4.3, doi:10.1201/9781315139470.
 */
export function simplestAsGood<Candidate extends Pick<HeldOutMotion, 'chiSquares'>>(
  candidates: readonly Candidate[]
): Candidate {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const best = candidates.reduce((a, b) => (total(b.chiSquares) < total(a.chiSquares) ? b : a))
  const least = total(best.chiSquares)
  const found = candidates.find(({ chiSquares }) => {
    const more = Float64Array.from(chiSquares, (value, s) => value - best.chiSquares[s]!)
    const error = more.length > 1 ? standardDeviation(more) * Math.sqrt(more.length) : Math.sqrt(2 * least)
    return total(chiSquares) - least <= error
  })
  // none is within where no motion can be followed
  return found ?? candidates[0]!
}
