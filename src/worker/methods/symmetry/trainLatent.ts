import type { Random } from '../../numeric/random.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import { trainingRounds, type TrainingRound } from '../../tensor/train.ts'
import type { Autoencoder, PlainAutoencoder } from './autoencoder.ts'
import { fitInGauge, type GaugedMaps, type LatentPairs } from './gauge.ts'
import type { MapFamily } from './latentMap.ts'
import type { PairPart } from './pairTable.ts'

/** A latent space in which the pairs are related by maps of one family. */
export interface LatentModel {
  readonly family: MapFamily
  readonly coder: PlainAutoencoder
  readonly maps: GaugedMaps
  readonly curve: readonly TrainingRound[]
  readonly reason: 'steps' | 'stopped' | 'stalled' | 'notFinite'
}

export interface LatentTraining {
  readonly tf: TensorFlow
  readonly autoencoder: Autoencoder
  readonly family: MapFamily
  readonly part: PairPart
  readonly groups: number
  readonly steps: number
  readonly rate: number
  readonly random: Random
  readonly control: { shouldStop(): boolean }
  count(evaluations: number): void
  report(round: TrainingRound): void
}

const BATCH = 128
/** Steps between two fits of the maps. */
const EVERY = 20

/**
 * Trains the autoencoder so that it gives back every point, and the image of each point under a map of the latent space.
 * The maps are fitted in closed form to the latent points every few steps, and stand still between.
 */
export function trainLatent(training: LatentTraining): LatentModel {
  const { tf, autoencoder, family, part, groups, steps, rate, random, control } = training
  const [n, d, k] = [part.from.length, part.from[0]!.length, autoencoder.latent]
  const x = tf.tensor2d(flat(part.from), [n, d])
  const y = tf.tensor2d(flat(part.to), [n, d])
  const matrices = tf.tidy(() => tf.variable(tf.zeros([n, k * k]), false))
  const shifts = tf.tidy(() => tf.variable(tf.zeros([n, k]), false))
  try {
    const fit = () => fitInGauge(family, latentPairs(autoencoder.plain(), part, groups))
    placeMaps(tf, fit(), part.group, matrices, shifts)
    const rounds = trainingRounds({
      tf,
      variables: autoencoder.variables,
      data: [x, y, matrices, shifts],
      batchSize: BATCH < n ? BATCH : null,
      random,
      loss: (batch) => latentLoss(tf, autoencoder, batch),
      steps,
      learningRate: { first: rate, last: rate / 30, warmUp: 10 },
      every: EVERY,
      control
    })
    for (let next = rounds.next(); ; next = rounds.next()) {
      if (next.done) {
        const { curve, reason } = next.value
        return { family, coder: autoencoder.plain(), maps: fit(), curve, reason }
      }
      training.count(EVERY)
      training.report(next.value)
      placeMaps(tf, fit(), part.group, matrices, shifts)
    }
  } finally {
    tf.dispose([x, y, matrices, shifts])
  }
}

export function latentPairs(coder: PlainAutoencoder, part: PairPart, groups: number): LatentPairs {
  return { from: part.from.map(coder.encode), to: part.to.map(coder.encode), group: part.group, groups }
}

/** Mean square of what is not given back, of the points and of their images, and of the images missed in the latent space. */
function latentLoss(tf: TensorFlow, { encode, decode, latent }: Autoencoder, batch: readonly Tensor[]): Scalar {
  const [x, y, matrices, shifts] = batch as readonly Tensor2D[]
  const n = x!.shape[0]
  const codes = encode(tf.concat2d([x!, y!], 0))
  const from = tf.slice(codes, [0, 0], [n, latent])
  const to = tf.slice(codes, [n, 0], [n, latent])
  const turned = tf.sum(tf.mul(tf.reshape(matrices!, [n, latent, latent]), tf.expandDims(from, 1)), 2)
  const image: Tensor2D = tf.add(turned, shifts!)
  const back = decode(tf.concat2d([codes, image], 0))
  const given = tf.mean<Scalar>(tf.square(tf.sub(tf.concat2d([x!, y!, y!], 0), back)))
  const spread = tf.mean(tf.square(tf.sub(codes, tf.mean(codes, 0))))
  const missed = tf.div(tf.mean(tf.square(tf.sub(image, to))), tf.add(spread, 1e-6))
  return tf.add(given, missed)
}

function placeMaps(tf: TensorFlow, { raw }: GaugedMaps, group: Int32Array, matrices: Variable, shifts: Variable): void {
  const k = raw[0]!.shift.length
  const entries = raw.map(({ matrix }) => matrix.to1DArray())
  tf.tidy(() => {
    matrices.assign(tf.tensor2d(Float32Array.from([...group].flatMap((g) => entries[g]!)), [group.length, k * k]))
    shifts.assign(tf.tensor2d(Float32Array.from([...group].flatMap((g) => [...raw[g]!.shift])), [group.length, k]))
  })
}

function flat(points: readonly Float64Array[]): Float32Array {
  const d = points[0]!.length
  const result = new Float32Array(points.length * d)
  points.forEach((point, p) => result.set(point, p * d))
  return result
}
