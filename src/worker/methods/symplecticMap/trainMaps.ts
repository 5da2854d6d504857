import type { DenseLayers, Shear } from '../../../shared/domain/network.ts'
import type { PhaseStep } from '../../numeric/phaseFlow.ts'
import { inputGradient } from '../../tensor/inputGradient.ts'
import { createMlp } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow } from '../../tensor/tensorRuntime.ts'
import type { TrainingOutcome, TrainingRound } from '../../tensor/train.ts'
import { trainNetwork, type NetworkTraining } from '../mechanics/trainNetwork.ts'
import { generatingStep } from './generatingStep.ts'
import { mapScales, scaledColumns, unscaled, type MapScales } from './mapScales.ts'
import type { PhaseSteps } from './phaseSteps.ts'
import { createSympNet, plainSympNet, type ModuleKind } from './sympNet.ts'
import { sympNetShears } from './sympNetShears.ts'

export type MapTraining = NetworkTraining<PhaseSteps>

export interface TrainedMap {
  readonly step: PhaseStep
  readonly outcome: TrainingOutcome
  readonly numbers: MapNumbers
}

/** What was trained, for use elsewhere. */
export type MapNumbers =
  | { readonly kind: 'shears'; readonly shears: readonly Shear[] }
  | { readonly kind: 'generating'; readonly layers: DenseLayers }
  | { readonly kind: 'rate'; readonly layers: DenseLayers } // prettier-ignore

const MODULES: Readonly<Record<ModuleKind, number>> = { gradient: 6, linear: 24 }

/** Trains a network of shears, symplectic by construction, on the steps of the data. */
export function* trainSympNet(settings: MapTraining, kind: ModuleKind): Generator<TrainingRound, TrainedMap> {
  const { tf, training, hidden, random } = settings
  const scales = mapScales(training)
  const degrees = training.before.length / 2
  const modules = MODULES[kind]
  const net = createSympNet(tf, { degrees, kind, modules, width: hidden }, random)
  const loss = ([before, after, h]: readonly Tensor[]): Scalar =>
    tf.mean(tf.squaredDifference(net.apply(before as Tensor2D, h as Tensor2D), after!))
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: net.variables,
      tensors: (rows) => stepTensors(tf, rows, scales),
      loss
    })
    const weights = net.weights()
    const map = plainSympNet(weights)
    const step = unscaled(scales, (z, h) => {
      map(z, h)
      return z.every(Number.isFinite)
    })
    return { step, outcome, numbers: { kind: 'shears', shears: sympNetShears(weights) } }
  } finally {
    net.dispose()
  }
}

/**
 * Trains a generating function S((z + z')/2, h): z' = z + h J∇S. Training needs no equation to be solved, a step does;
 * it is symplectic for any S, and S is the energy up to the square of the time.
 *
 * Source: H. Poincaré's generating function; E. Hairer, C. Lubich, G. Wanner, "Geometric Numerical Integration" (2006),
 * §VI.5, doi:10.1007/3-540-30666-8; R. Chen, M. Tao, "Data-driven prediction of general Hamiltonian dynamics via learning
 * exactly-symplectic maps", ICML 2021, arXiv:2103.05632.
 */
export function* trainGenerating(settings: MapTraining): Generator<TrainingRound, TrainedMap> {
  const { tf, training, hidden, random } = settings
  const scales = mapScales(training)
  const width = training.before.length
  const mlp = createMlp(tf, { sizes: [width + 1, hidden, hidden, 1], activation: 'tanh' }, random)
  const loss = ([before, after, h]: readonly Tensor[]): Scalar => {
    const middle = tf.mul(tf.add(before!, after!), 0.5)
    const slopes = inputGradient(tf, (rows) => mlp.apply(rows), tf.concat([middle, h!], 1) as Tensor2D)
    const [byQ, byP] = tf.split(tf.slice(slopes, [0, 0], [-1, width]), 2, 1) as [Tensor2D, Tensor2D]
    const moved = tf.add(before!, tf.mul(tf.concat([byP, tf.neg(byQ)], 1), h!))
    return tf.mean(tf.squaredDifference(moved, after!))
  }
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: mlp.variables,
      tensors: (rows) => stepTensors(tf, rows, scales),
      loss
    })
    const layers = mlp.weights()
    const plain = plainMlp(layers)
    const point = new Float64Array(width + 1)
    const slope = new Float64Array(width + 1)
    const one = Float64Array.of(1)
    const step = generatingStep((middle, h, result) => {
      point.set(middle)
      point[width] = h
      plain.gradient(point, one, slope)
      result.set(slope.subarray(0, width))
    }, width)
    return { step: unscaled(scales, step), outcome, numbers: { kind: 'generating', layers } }
  } finally {
    mlp.dispose()
  }
}

/** A network that knows nothing of phase space: z' = z + h f(z, h). What to compare with. */
export function* trainPlainMap(settings: MapTraining): Generator<TrainingRound, TrainedMap> {
  const { tf, training, hidden, random } = settings
  const scales = mapScales(training)
  const width = training.before.length
  const mlp = createMlp(tf, { sizes: [width + 1, hidden, hidden, width], activation: 'tanh' }, random)
  const loss = ([before, after, h]: readonly Tensor[]): Scalar => {
    const moved = tf.add(before!, tf.mul(mlp.apply(tf.concat([before!, h!], 1) as Tensor2D), h!))
    return tf.mean(tf.squaredDifference(moved, after!))
  }
  try {
    const outcome = yield* trainNetwork(settings, {
      variables: mlp.variables,
      tensors: (rows) => stepTensors(tf, rows, scales),
      loss
    })
    const layers = mlp.weights()
    const plain = plainMlp(layers)
    const point = new Float64Array(width + 1)
    const rate = new Float64Array(width)
    const step = unscaled(scales, (z, h) => {
      point.set(z)
      point[width] = h
      plain.value(point, rate)
      for (let k = 0; k < width; k++) z[k] = z[k]! + h * rate[k]!
      return z.every(Number.isFinite)
    })
    return { step, outcome, numbers: { kind: 'rate', layers } }
  } finally {
    mlp.dispose()
  }
}

function stepTensors(tf: TensorFlow, { n, before, after, time }: PhaseSteps, scales: MapScales): Tensor[] {
  return [
    tf.tensor2d(scaledColumns(before, scales), [n, before.length]),
    tf.tensor2d(scaledColumns(after, scales), [n, before.length]),
    tf.tensor2d(
      Float32Array.from(time, (h) => h / scales.time),
      [n, 1]
    )
  ]
}
