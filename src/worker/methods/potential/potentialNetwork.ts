import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { inputGradient } from '../../tensor/inputGradient.ts'
import { createMlp, type MlpWeights } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow } from '../../tensor/tensorRuntime.ts'
import type { TrainingOutcome, TrainingRound } from '../../tensor/train.ts'
import { trainNetwork, type NetworkTraining } from '../mechanics/trainNetwork.ts'
import { pairPotential, type PairShape } from './pairPotential.ts'

/** A potential in 64 bits. */
export interface PotentialField {
  value(position: Float64Array): number
  /** Writes −∂V/∂position into `out`: without a whirl by construction. */
  force(position: Float64Array, out: Float64Array): void
}

export interface ForceRows {
  readonly n: number
  readonly positions: readonly Float64Array[]
  readonly forces: readonly Float64Array[]
}

export interface PotentialTraining extends NetworkTraining<ForceRows> {
  /** Bodies whose pairs alone act on each other; null for a potential of all coordinates. */
  readonly pairs: PairShape | null
}

export interface TrainedPotential {
  readonly field: PotentialField
  readonly outcome: TrainingOutcome
  readonly weights: MlpWeights
  readonly scales: ForceScales
}

/**
 * Trains V_θ so that −∇V_θ is the force: whatever the weights are, work around any loop is 0. With `pairs` V_θ is a sum
 * of one function of the distance over all pairs, so that momentum and angular momentum are conserved as well.
 *
 * Source: S. Chmiela et al., "Machine learning of accurate energy-conserving molecular force fields", Science Advances 3
 * (2017), doi:10.1126/sciadv.1603015.
 */
export function* trainPotential(settings: PotentialTraining): Generator<TrainingRound, TrainedPotential> {
  const { tf, training, pairs, hidden, random } = settings
  const scales = scalesOf(training, pairs)
  const inputs = pairs === null ? training.positions.length : 1
  const mlp = createMlp(tf, { sizes: [inputs, hidden, hidden, 1], activation: 'tanh' }, random)
  const energy = (x: Tensor2D): Tensor =>
    pairs === null ? mlp.apply(x) : sumOverPairs(tf, x, pairs, (r) => mlp.apply(r))
  const loss = ([x, forces]: readonly Tensor[]): Scalar =>
    tf.mean(tf.square(tf.add(inputGradient(tf, energy, x as Tensor2D), forces!)))
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: mlp.variables,
      tensors: (rows) => forceTensors(tf, rows, scales),
      loss
    })
    const weights = mlp.weights()
    const unit = scales.force * scales.length
    const field = pairs === null ? fieldOf(weights, scales) : pairPotential(weights, pairs, scales.length, unit)
    return { field, outcome, weights, scales }
  } finally {
    mlp.dispose()
  }
}

/** The same size of network for the forces themselves, which may whirl: what to compare with. */
export function* trainPlainForces(settings: PotentialTraining): Generator<TrainingRound, TrainedPlainForces> {
  const { tf, training, hidden, random } = settings
  const scales = scalesOf(training, null)
  const width = training.positions.length
  const mlp = createMlp(tf, { sizes: [width, hidden, hidden, width], activation: 'tanh' }, random)
  const loss = ([x, forces]: readonly Tensor[]): Scalar => tf.mean(tf.square(tf.sub(mlp.apply(x as Tensor2D), forces!)))
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: mlp.variables,
      tensors: (rows) => forceTensors(tf, rows, scales),
      loss
    })
    const weights = mlp.weights()
    const plain = plainMlp(weights)
    const scaled = new Float64Array(width)
    return {
      outcome,
      weights,
      scales,
      force(position, out) {
        for (let k = 0; k < width; k++) scaled[k] = (position[k]! - scales.centre[k]!) / scales.length
        plain.value(scaled, out)
        for (let k = 0; k < width; k++) out[k] = out[k]! * scales.force
      }
    }
  } finally {
    mlp.dispose()
  }
}

export interface TrainedPlainForces {
  readonly outcome: TrainingOutcome
  readonly weights: MlpWeights
  readonly scales: ForceScales
  force(position: Float64Array, out: Float64Array): void
}

/** How places and forces become numbers of size 1. */
export interface ForceScales {
  readonly centre: readonly number[]
  /** One for all coordinates, so that slopes along them compare. */
  readonly length: number
  readonly force: number
}

function scalesOf({ positions, forces }: ForceRows, pairs: PairShape | null): ForceScales {
  const size = (columns: readonly Float64Array[]) =>
    Math.sqrt(mean(columns.map((values) => mean(values.map((value) => value * value))))) || 1
  return {
    // distances are not centred
    centre: positions.map((values) => (pairs === null ? mean(values) : 0)),
    length: Math.sqrt(mean(positions.map((values) => standardDeviation(values) ** 2))) || 1,
    force: size(forces)
  }
}

function forceTensors(tf: TensorFlow, { positions, forces }: ForceRows, scales: ForceScales): Tensor[] {
  return [
    matrix(tf, positions, (value, k) => (value - scales.centre[k]!) / scales.length),
    matrix(tf, forces, (value) => value / scales.force)
  ]
}

function matrix(
  tf: TensorFlow,
  columns: readonly Float64Array[],
  scaled: (value: number, k: number) => number
): Tensor2D {
  const width = columns.length
  const n = columns[0]!.length
  const values = Float32Array.from({ length: n * width }, (_, at) => scaled(columns[at % width]![Math.floor(at / width)]!, at % width)) // prettier-ignore
  return tf.tensor2d(values, [n, width])
}

/** Σ u(r) over all pairs of bodies, for every row of x. */
function sumOverPairs(tf: TensorFlow, x: Tensor2D, { bodies }: PairShape, u: (r: Tensor2D) => Tensor): Tensor {
  const columns = tf.split(x, x.shape[1], 1)
  const parts = bodies.flatMap((a, i) =>
    bodies.slice(i + 1).map((b) => {
      const squares = a.map((k, axis) => tf.square(tf.sub(columns[k]!, columns[b[axis]!]!)))
      return u(tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square))) as Tensor2D)
    })
  )
  return parts.reduce((sum, part) => tf.add(sum, part))
}

/** A network of all coordinates as a potential in the units of the data. */
export function fieldOf(weights: MlpWeights, { centre, length, force }: ForceScales): PotentialField {
  const mlp = plainMlp(weights)
  const scaled = new Float64Array(centre.length)
  const one = Float64Array.of(1)
  const value = new Float64Array(1)
  function enter(position: Float64Array): void {
    for (let k = 0; k < scaled.length; k++) scaled[k] = (position[k]! - centre[k]!) / length
  }
  return {
    value(position) {
      enter(position)
      mlp.value(scaled, value)
      return force * length * value[0]!
    },
    force(position, out) {
      enter(position)
      mlp.gradient(scaled, one, out)
      for (let k = 0; k < out.length; k++) out[k] = -force * out[k]!
    }
  }
}
