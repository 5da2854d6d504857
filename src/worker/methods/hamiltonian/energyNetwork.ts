import type { PhaseFlow } from '../../numeric/phaseFlow.ts'
import type { Random } from '../../numeric/random.ts'
import { inputGradient } from '../../tensor/inputGradient.ts'
import { createMlp, type MlpWeights } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow } from '../../tensor/tensorRuntime.ts'
import { trainingRounds, type TrainingOutcome, type TrainingRound } from '../../tensor/train.ts'
import { BATCH, EVERY, PATIENCE } from '../mechanics/trainingPace.ts'
import {
  gradientFactor,
  networkScales,
  rateWeights,
  scaledRates,
  scaledStates,
  type NetworkScales
} from './networkScales.ts'
import type { RateRows } from './rateRows.ts'

/** A trained energy in 64 bits. */
export interface EnergyNetwork extends PhaseFlow {
  /** The energy at a state. */
  energy(state: Float64Array): number
  /** Linear friction γ learned beside the energy; 0 where none was asked for. */
  readonly friction: number
  readonly weights: MlpWeights
  readonly scales: NetworkScales
}

export interface NetworkTraining {
  readonly tf: TensorFlow
  readonly training: RateRows
  readonly unseen: RateRows
  readonly tempo: number
  readonly masses: readonly number[]
  readonly hasFriction: boolean
  readonly hidden: number
  readonly steps: number
  readonly random: Random
  readonly control: { shouldStop(): boolean }
}

export interface TrainedEnergy {
  readonly network: EnergyNetwork
  readonly outcome: TrainingOutcome
}

/**
 * Trains H_θ(q, p) so that its Hamiltonian flow has the rates of the data: whatever the weights are, the flow conserves
 * H_θ. Friction, where asked for, is one more number, beside the conservative part. Yields the rounds of the training.
 *
 * Source: S. Greydanus, M. Dzamba, J. Yosinski, "Hamiltonian neural networks", NeurIPS 2019, eq. 3, arXiv:1906.01563.
 */
export function* trainEnergyNetwork(settings: NetworkTraining): Generator<TrainingRound, TrainedEnergy> {
  const { tf, training, unseen, tempo, masses, hasFriction, hidden, steps, random, control } = settings
  const scales = networkScales(training, tempo, masses)
  const width = 2 * scales.degrees
  const mlp = createMlp(tf, { sizes: [width, hidden, hidden, 1], activation: 'tanh' }, random)
  const friction = tf.tidy(() => tf.variable(tf.scalar(0)))
  const factors = tf.tensor1d(Array.from({ length: scales.degrees }, (_, k) => gradientFactor(scales, k)))
  const offsets = tf.tensor1d(scales.centre.slice(scales.degrees).map((c, k) => c / scales.spread[scales.degrees + k]!))
  const tensorsOf = (rows: RateRows): Tensor[] => [
    tf.tensor2d(scaledStates(rows, scales), [rows.n, width]),
    tf.tensor2d(scaledRates(rows, scales), [rows.n, width]),
    tf.tensor2d(rateWeights(rows, scales), [rows.n, width])
  ]
  const data = tensorsOf(training)
  const heldOut = tensorsOf(unseen)
  function loss([x, rates, weights]: readonly Tensor[]): Scalar {
    const [byQ, byP] = tf.split(
      inputGradient(tf, (rows) => mlp.apply(rows), x as Tensor2D),
      2,
      1
    ) as [Tensor2D, Tensor2D]
    const drift = tf.mul(byP, factors)
    const pull = tf.mul(tf.neg(byQ), factors)
    const momenta = tf.add(tf.split(x as Tensor2D, 2, 1)[1]!, offsets)
    const kick = hasFriction ? tf.sub(pull, tf.mul(friction, momenta)) : pull
    const error = tf.sub(tf.concat([drift, kick], 1), rates!)
    return tf.mean(tf.mul(tf.square(error), weights!))
  }
  const variables = hasFriction ? [...mlp.variables, friction] : mlp.variables
  try {
    const outcome = yield* trainingRounds({
      tf,
      variables,
      data,
      batchSize: BATCH,
      random,
      loss,
      score: () => loss(heldOut),
      steps,
      learningRate: { first: 0.01, last: 1e-4, warmUp: 10 },
      every: EVERY,
      patience: PATIENCE,
      control
    })
    const gamma = friction.dataSync()[0]! / tempo
    return { network: energyNetworkOf(mlp.weights(), scales, gamma), outcome }
  } finally {
    mlp.dispose()
    tf.dispose([friction, factors, offsets, ...data, ...heldOut])
  }
}

/** The network as a flow in the units of the data; with velocities its gradient is that over the mass. */
function energyNetworkOf(weights: MlpWeights, scales: NetworkScales, friction: number): EnergyNetwork {
  const { degrees, centre, spread, energy: unit, masses } = scales
  const mlp = plainMlp(weights)
  const scaled = new Float64Array(2 * degrees)
  const one = Float64Array.of(1)
  const value = new Float64Array(1)
  function enter(state: Float64Array): void {
    for (let k = 0; k < scaled.length; k++) scaled[k] = (state[k]! - centre[k]!) / spread[k]!
  }
  return {
    degrees,
    friction,
    weights,
    scales,
    energy(state) {
      enter(state)
      mlp.value(scaled, value)
      return unit * value[0]!
    },
    gradient(state, out) {
      enter(state)
      mlp.gradient(scaled, one, out)
      for (let k = 0; k < out.length; k++) out[k] = (out[k]! * unit) / (spread[k]! * masses[k % degrees]!)
    }
  }
}
