import { createMlp, type MlpWeights } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Scalar, Tensor, Tensor2D } from '../../tensor/tensorRuntime.ts'
import { trainingRounds, type TrainingOutcome, type TrainingRound } from '../../tensor/train.ts'
import type { NetworkTraining } from './trainEnergyNetwork.ts'
import { networkScales, rateWeights, scaledRates, scaledStates, type NetworkScales } from './networkScales.ts'
import type { RateRows } from './rateRows.ts'

/** Rates of all states without any physics in them. */
export interface PlainNetwork {
  rates(state: Float64Array, out: Float64Array): void
  readonly weights: MlpWeights
  readonly scales: NetworkScales
}

export interface TrainedRates {
  readonly network: PlainNetwork
  readonly outcome: TrainingOutcome
}

/** Trains a network of the same size that knows nothing of energy on the same rows: what to compare with. */
export function* trainPlainNetwork(
  settings: Omit<NetworkTraining, 'hasFriction'>
): Generator<TrainingRound, TrainedRates> {
  const { tf, training, unseen, tempo, masses, hidden, steps, random, control } = settings
  const scales = networkScales(training, tempo, masses)
  const width = 2 * scales.degrees
  const mlp = createMlp(tf, { sizes: [width, hidden, hidden, width], activation: 'tanh' }, random)
  const tensorsOf = (rows: RateRows): Tensor[] => [
    tf.tensor2d(scaledStates(rows, scales), [rows.n, width]),
    tf.tensor2d(scaledRates(rows, scales), [rows.n, width]),
    tf.tensor2d(rateWeights(rows, scales), [rows.n, width])
  ]
  const data = tensorsOf(training)
  const heldOut = tensorsOf(unseen)
  const loss = ([x, rates, weights]: readonly Tensor[]): Scalar =>
    tf.mean(tf.mul(tf.square(tf.sub(mlp.apply(x as Tensor2D), rates!)), weights!))
  try {
    const outcome = yield* trainingRounds({
      tf,
      variables: mlp.variables,
      data,
      batchSize: 384,
      random,
      loss,
      score: () => loss(heldOut),
      steps,
      learningRate: { first: 0.01, last: 1e-4, warmUp: 10 },
      every: 25,
      patience: 16,
      control
    })
    const weights = mlp.weights()
    const plain = plainMlp(weights)
    const scaled = new Float64Array(width)
    const network: PlainNetwork = {
      weights,
      scales,
      rates(state, out) {
        for (let k = 0; k < width; k++) scaled[k] = (state[k]! - scales.centre[k]!) / scales.spread[k]!
        plain.value(scaled, out)
        for (let k = 0; k < width; k++) out[k] = (out[k]! * scales.spread[k]!) / tempo
      }
    }
    return { network, outcome }
  } finally {
    mlp.dispose()
    tf.dispose([...data, ...heldOut])
  }
}
