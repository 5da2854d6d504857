import { createMlp, type MlpWeights } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Scalar, Tensor, Tensor2D } from '../../tensor/tensorRuntime.ts'
import type { TrainingOutcome, TrainingRound } from '../../tensor/train.ts'
import { trainNetwork } from '../mechanics/trainNetwork.ts'
import type { EnergyTraining } from './trainEnergyNetwork.ts'
import { networkScales, rateTensors, type NetworkScales } from './networkScales.ts'

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
  settings: Omit<EnergyTraining, 'hasFriction'>
): Generator<TrainingRound, TrainedRates> {
  const { tf, training, tempo, masses, hidden, random } = settings
  const scales = networkScales(training, tempo, masses)
  const width = 2 * scales.degrees
  const mlp = createMlp(tf, { sizes: [width, hidden, hidden, width], activation: 'tanh' }, random)
  const loss = ([x, rates, weights]: readonly Tensor[]): Scalar =>
    tf.mean(tf.mul(tf.square(tf.sub(mlp.apply(x as Tensor2D), rates!)), weights!))
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: mlp.variables,
      tensors: (rows) => rateTensors(tf, rows, scales),
      loss
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
  }
}
