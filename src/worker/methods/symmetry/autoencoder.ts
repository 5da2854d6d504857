import { EigenvalueDecomposition } from 'ml-matrix'
import type { BypassNetwork } from '../../../shared/domain/network.ts'
import type { Random } from '../../numeric/random.ts'
import { createMlp, openMlp, type Mlp } from '../../tensor/mlp.ts'
import { plainMlp } from '../../tensor/plainMlp.ts'
import type { Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import { readWeights } from '../../tensor/weights.ts'
import { crossCovariance, meanOf } from './latentMap.ts'
import type { Points } from './pairTable.ts'

/** Principal axes with a network beside them, to few coordinates and back. */
export interface Autoencoder {
  readonly latent: number
  readonly variables: readonly Variable[]
  /** x (n, d) → (n, latent) */
  encode(x: Tensor2D): Tensor2D
  decode(z: Tensor2D): Tensor2D
  /** A copy of what it has learnt, in 64 bits. */
  plain(): PlainAutoencoder
  dispose(): void
}

export interface PlainAutoencoder {
  readonly latent: number
  encode(x: Float64Array): Float64Array
  decode(z: Float64Array): Float64Array
  /** The numbers of both ways, for use elsewhere. */
  readonly numbers: { readonly encoder: BypassNumbers; readonly decoder: BypassNumbers }
}

type BypassNumbers = Pick<BypassNetwork, 'linear' | 'layers'>

const HIDDEN = 24
/** What the networks add at the start, beside the principal axes. */
const START = 0.1

/** Starts as the principal components of the points, whitened. */
export function createAutoencoder(tf: TensorFlow, points: Points, latent: number, random: Random): Autoencoder {
  const d = points[0]!.length
  const { down, up } = principalAxes(points, latent)
  const axesDown = tf.tidy(() => tf.variable(tf.tensor2d(down, [d, latent])))
  const axesUp = tf.tidy(() => tf.variable(tf.tensor2d(up, [latent, d])))
  const encoder = gentleMlp(tf, [d, HIDDEN, HIDDEN, latent], random)
  const decoder = gentleMlp(tf, [latent, HIDDEN, HIDDEN, d], random)
  return {
    latent,
    variables: [axesDown, axesUp, ...encoder.variables, ...decoder.variables],
    encode: (x) => tf.add(tf.matMul(x, axesDown as Tensor2D), encoder.apply(x)),
    decode: (z) => tf.add(tf.matMul(z, axesUp as Tensor2D), decoder.apply(z)),
    plain() {
      const [a, b] = readWeights([axesDown, axesUp])
      const numbers = {
        encoder: { linear: a!, layers: encoder.weights() },
        decoder: { linear: b!, layers: decoder.weights() }
      }
      return {
        latent,
        encode: plainLayer(a!.values, plainMlp(numbers.encoder.layers)),
        decode: plainLayer(b!.values, plainMlp(numbers.decoder.layers)),
        numbers
      }
    },
    dispose() {
      encoder.dispose()
      decoder.dispose()
      tf.dispose([axesDown, axesUp])
    }
  }
}

function gentleMlp(tf: TensorFlow, sizes: readonly number[], random: Random): Mlp {
  const fresh = createMlp(tf, { sizes, activation: 'tanh' }, random)
  const { weights, ...shape } = fresh.weights()
  fresh.dispose()
  const last = weights.length - 2
  const quiet = weights.map((array, i) =>
    i === last ? { ...array, values: array.values.map((v) => START * v) } : array
  )
  return openMlp(tf, { ...shape, weights: quiet })
}

function plainLayer(axes: Float64Array, network: ReturnType<typeof plainMlp>): (signal: Float64Array) => Float64Array {
  return (signal) => {
    const result = new Float64Array(network.outputs)
    network.value(signal, result)
    for (let i = 0; i < signal.length; i++)
      for (let j = 0; j < result.length; j++) result[j] = result[j]! + signal[i]! * axes[i * result.length + j]!
    return result
  }
}

/** Maps to the leading principal components in units of their spread, and back. */
function principalAxes(points: Points, latent: number): { down: Float32Array; up: Float32Array } {
  const centre = meanOf(points)
  const d = centre.length
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(
    crossCovariance(points, points, centre, centre),
    { assumeSymmetric: true }
  )
  const order = realEigenvalues.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value)
  const down = new Float32Array(d * latent)
  const up = new Float32Array(d * latent)
  order.slice(0, latent).forEach(({ value, i }, k) => {
    const spread = Math.sqrt(Math.max(value, 1e-6))
    for (let j = 0; j < d; j++) {
      down[j * latent + k] = eigenvectorMatrix.get(j, i) / spread
      up[k * d + j] = eigenvectorMatrix.get(j, i) * spread
    }
  })
  return { down, up }
}
