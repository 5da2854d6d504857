import { inputGradient } from '../../tensor/inputGradient.ts'
import { createMlp, type Mlp } from '../../tensor/mlp.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow } from '../../tensor/tensorRuntime.ts'
import type { TrainingOutcome, TrainingRound } from '../../tensor/train.ts'
import { trainNetwork, type NetworkTraining } from '../mechanics/trainNetwork.ts'
import { energyNetwork, type EnergyNetwork } from './energyNetwork.ts'
import type { EnergyPart, EnergyShape } from './energyShape.ts'
import { gradientFactor, networkScales, rateTensors } from './networkScales.ts'
import type { RateRows } from './rateRows.ts'

export interface EnergyTraining extends NetworkTraining<RateRows> {
  readonly tempo: number
  readonly masses: readonly number[]
  readonly hasFriction: boolean
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
export function* trainEnergyNetwork(
  shape: EnergyShape,
  parts: readonly EnergyPart[],
  settings: EnergyTraining
): Generator<TrainingRound, TrainedEnergy> {
  const { tf, training, tempo, masses, hasFriction, hidden, random } = settings
  const scales = networkScales(training, tempo, masses, shape === 'pairs')
  const mlps = parts.map(({ inputs, outputs }) =>
    createMlp(tf, { sizes: [inputs, hidden, hidden, outputs], activation: 'tanh' }, random)
  )
  const friction = tf.tidy(() => tf.variable(tf.scalar(0)))
  const factors = tf.tensor1d(Array.from({ length: scales.degrees }, (_, k) => gradientFactor(scales, k)))
  const offsets = tf.tensor1d(scales.centre.slice(scales.degrees).map((c, k) => c / scales.spread[scales.degrees + k]!))
  const energy = (x: Tensor2D): Tensor =>
    parts.map((part, i) => partEnergy(tf, part, mlps[i]!, x)).reduce((sum, term) => tf.add(sum, term))
  function loss([x, rates, weights]: readonly Tensor[]): Scalar {
    const [byQ, byP] = tf.split(inputGradient(tf, energy, x as Tensor2D), 2, 1) as [Tensor2D, Tensor2D]
    const drift = tf.mul(byP, factors)
    const pull = tf.mul(tf.neg(byQ), factors)
    const momenta = tf.add(tf.split(x as Tensor2D, 2, 1)[1]!, offsets)
    const kick = hasFriction ? tf.sub(pull, tf.mul(friction, momenta)) : pull
    const error = tf.sub(tf.concat([drift, kick], 1), rates!)
    return tf.mean(tf.mul(tf.square(error), weights!))
  }
  // the last biases are constants of the energy
  const moved = mlps.flatMap(({ variables }) => variables.slice(0, -1))
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: hasFriction ? [...moved, friction] : moved,
      tensors: (rows) => rateTensors(tf, rows, scales),
      loss
    })
    const gamma = friction.dataSync()[0]! / tempo
    const trained = parts.map((part, i) => ({ part, weights: mlps[i]!.weights() }))
    return { network: energyNetwork(shape, trained, scales, gamma), outcome }
  } finally {
    for (const mlp of mlps) mlp.dispose()
    tf.dispose([friction, factors, offsets])
  }
}

/** What one part gives every row of scaled states: (n, width) → (n, 1). */
function partEnergy(tf: TensorFlow, { reads, outputs, readings }: EnergyPart, mlp: Mlp, x: Tensor2D): Tensor {
  const columns = tf.split<Tensor2D>(x, x.shape[1], 1)
  const terms = readings.map(({ output, of, less }) => {
    const differences = of.map((k, i) =>
      less.length > 0 ? tf.sub<Tensor2D>(columns[k]!, columns[less[i]!]!) : columns[k]!
    )
    const squares = () => differences.map((value) => tf.square(value)).reduce((sum, value) => tf.add(sum, value))
    const read = reads === 'states' ? tf.concat(differences, 1) : reads === 'distance' ? tf.sqrt(squares()) : squares()
    const values = mlp.apply(read)
    if (outputs === 1) return values
    return tf.matMul(values, tf.tensor2d(Float32Array.from({ length: outputs }, (_, o) => (o === output ? 1 : 0)), [outputs, 1])) // prettier-ignore
  })
  return terms.reduce((sum, term) => tf.add<Tensor2D>(sum, term))
}
