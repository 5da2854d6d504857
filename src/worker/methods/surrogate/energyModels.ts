import type { DenseLayers } from '../../../shared/domain/network.ts'
import { kernelRidge, type KernelRidge } from '../../numeric/kernelRidge.ts'
import type { Random } from '../../numeric/random.ts'
import { createMlp } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Scalar, Tensor2D, TensorFlow } from '../../tensor/tensorRuntime.ts'
import { trainingRounds, type TrainingRound } from '../../tensor/train.ts'

/** A function of scaled features that stands for the energy in units of its spread. */
export interface EnergyModel {
  readonly name: string
  readonly predict: (features: Float64Array) => number
  /** What it was taught, for use elsewhere. */
  readonly numbers: ModelNumbers
  /** Of the training; empty where there was none. */
  readonly curve: readonly TrainingRound[]
}

export type ModelNumbers =
  | { readonly kind: 'kernel'; readonly fit: KernelRidge }
  | { readonly kind: 'dense'; readonly layers: DenseLayers } // prettier-ignore

export interface EnergyData {
  readonly features: readonly Float64Array[]
  readonly energies: Float64Array
}

/** The best so far when told to stop; null where nothing was fitted before. */
export function kernelModel({ features, energies }: EnergyData, shouldStop: () => boolean): EnergyModel | null {
  const fit = kernelRidge({ points: features, targets: [energies] }, shouldStop)
  return fit && { name: 'kernel ridge', predict: (point) => fit.predict(point)[0]!, numbers: { kind: 'kernel', fit }, curve: [] } // prettier-ignore
}

export interface NetworkSettings {
  readonly tf: TensorFlow
  readonly hidden: number
  readonly steps: number
  readonly random: Random
  readonly control: { shouldStop(): boolean }
  count(evaluations: number): void
  report(round: TrainingRound): void
}

const BATCH = 128
const EVERY = 25

/** A network whose weights are the best of the training on a fifth of the data that it does not see. */
export function networkModel({ features, energies }: EnergyData, settings: NetworkSettings): EnergyModel {
  const { tf, hidden, steps, random, control, count, report } = settings
  const d = features[0]!.length
  const learning = Math.ceil(0.8 * features.length)
  const place = (from: number, to: number) => ({
    x: tf.tensor2d(Float32Array.from(features.slice(from, to).flatMap((point) => [...point])), [to - from, d]),
    y: tf.tensor2d(Float32Array.from(energies.subarray(from, to)), [to - from, 1])
  })
  const [seen, unseen] = [place(0, learning), place(learning, features.length)]
  const network = createMlp(tf, { sizes: [d, hidden, hidden, 1], activation: 'silu' }, random)
  const error = (x: Tensor2D, y: Tensor2D) => tf.mean<Scalar>(tf.square(tf.sub(network.apply(x), y)))
  try {
    const rounds = trainingRounds({
      tf,
      variables: network.variables,
      data: [seen.x, seen.y],
      batchSize: BATCH < learning ? BATCH : null,
      random,
      loss: ([x, y]) => error(x as Tensor2D, y as Tensor2D),
      score: () => error(unseen.x, unseen.y),
      steps,
      learningRate: { first: 0.01, last: 1e-4, warmUp: 10 },
      every: EVERY,
      control
    })
    let next = rounds.next()
    for (; !next.done; next = rounds.next()) {
      count(EVERY)
      report(next.value)
    }
    const layers = network.weights()
    const plain = plainMlp(layers)
    const result = new Float64Array(1)
    return {
      name: 'network',
      predict(point) {
        plain.value(point, result)
        return result[0]!
      },
      numbers: { kind: 'dense', layers },
      curve: next.value.curve
    }
  } finally {
    network.dispose()
    tf.dispose([seen.x, seen.y, unseen.x, unseen.y])
  }
}
