import { loadTensor } from '../../tensor/loadTensor.ts'
import type { TrainingOutcome } from '../../tensor/train.ts'
import type { HoldOut } from '../dynamics/holdOut.ts'
import type { MotionFrame } from '../dynamics/motion.ts'
import { trainThrough } from '../followTraining.ts'
import type { InvestigationContext } from '../method.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'
import { driftOf, energySpread, followEnergy, type EnergyPath } from './energyDrift.ts'
import { bodyOf } from './energyLaw.ts'
import { chooseNetwork, type ChosenNetwork } from './chooseNetwork.ts'
import { mixedCurvature } from './mixedCurvature.ts'
import { trainPlainNetwork, type TrainedRates } from './plainNetwork.ts'
import { rateRows, type RateRows } from './rateRows.ts'
import type { EnergyTraining } from './trainEnergyNetwork.ts'

/** What networks learned of the same rows: one that knows that energy is conserved, one that knows nothing. */
export interface LearnedEnergy extends ChosenNetwork {
  /** Null where a stop came before its training. */
  readonly plain: TrainedRates | null
  /** The learned energy along its own flow, from a start of the data. */
  readonly path: EnergyPath
  readonly drift: number
  /** Mean of the absolute mixed curvature ∂²H/∂q∂p over the means of the pure ones: 0 for T(p) + V(q). */
  readonly mixedCurvature: number
  readonly rows: RateRows
}

export interface LearningOptions {
  readonly hidden: number
  readonly steps: number
  readonly hasFriction: boolean
  readonly masses: readonly number[]
}

const MOST_ROWS = 1500
const MOST_UNSEEN_ROWS = 500
/** Steps of the learned flow: 50 tempos. */
const FLOW_STEPS = 2000
const RECORD_EVERY = 10

/** Trains both networks, yielding the loss so far of the first now and then; null where a stop came before its end. */
export async function* learnEnergy(
  frame: MotionFrame,
  space: PhaseSpace,
  parts: HoldOut,
  { hidden, steps, hasFriction, masses }: LearningOptions,
  context: InvestigationContext
): AsyncGenerator<TrainingOutcome['curve'], LearnedEnergy | null> {
  const { control, random } = context
  if (control.shouldStop()) return null
  const { tf, notice } = await loadTensor()
  if (notice !== null) context.log(notice)
  const settings: EnergyTraining = {
    tf,
    training: rateRows(frame, parts.training, MOST_ROWS),
    unseen: rateRows(frame, parts.unseen, MOST_UNSEEN_ROWS),
    tempo: frame.tempo,
    masses: Array.from({ length: space.degrees }, (_, k) => masses[bodyOf(space, k)]!),
    hasFriction,
    hidden,
    steps,
    random,
    control
  }
  const rounds = chooseNetwork(frame, space, parts, settings, context)
  let curve: TrainingOutcome['curve'][number][] = []
  let shown = 0
  let next = rounds.next()
  for (; !next.done; next = rounds.next()) {
    // the next network begins
    if (next.value.step === 0) [curve, shown] = [[], 0]
    curve.push(next.value)
    context.count(0, settings.training.n)
    if (next.value.step < shown + steps / 4) continue
    shown = next.value.step
    yield [...curve]
  }
  const chosen = next.value
  const { network } = chosen
  const plain = control.shouldStop() ? null : trainThrough('plain network', trainPlainNetwork(settings), context)
  const start = Float64Array.from(settings.training.states, (values) => values[0]!)
  const unit = energySpread((state) => network.energy(state), settings.training.states)
  const path = followEnergy(network, start, frame.tempo, FLOW_STEPS, RECORD_EVERY, unit)
  const rows = settings.training
  return {
    ...chosen,
    plain,
    path,
    drift: driftOf(path),
    mixedCurvature: mixedCurvature(network, rows),
    rows
  }
}
