import type { Random } from '../../numeric/random.ts'
import type { MessageNetwork } from '../../../shared/domain/network.ts'
import { createMlp } from '../../tensor/mlp.ts'
import type { Tensor, Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import type { InvariantSamples } from './samples.ts'

/** A network whose answer goes with the group whatever its weights are. */
export interface InvariantNetwork {
  readonly variables: readonly Variable[]
  /** Rows of the tensors of `tensorsOf` → answers (rows, outputs). */
  apply(batch: readonly Tensor[]): Tensor2D
  /** Invariants, and vectors where there are any; the caller disposes of them. */
  tensorsOf(samples: InvariantSamples): Tensor[]
  /** A copy of what it has learnt, for use elsewhere. */
  numbers(): MessageNumbers
  dispose(): void
}

export type MessageNumbers = Pick<MessageNetwork, 'first' | 'tell' | 'second' | 'site' | 'answer'>

/** Numbers that a site tells its neighbours. */
const CHANNELS = 4

/**
 * Each site takes the mean over its elements of one network, tells its neighbours a few numbers of it, and takes the mean
 * over its elements again, now with what it was told. The answer is a function of the mean over the sites, or the sum of
 * their vectors with weights. For images, whose elements are windows in every position, both rounds are group convolutions
 * with the mean over positions after each.
 *
 * Sources: M. Zaheer et al., "Deep sets", NeurIPS 2017, theorem 2, arXiv:1703.06114; V. Satorras et al., "E(n) equivariant
 * graph neural networks", ICML 2021, arXiv:2102.09844; T. Cohen, M. Welling, "Group equivariant convolutional networks",
 * ICML 2016, arXiv:1602.07576; S. Villar et al., "Scalars are universal", NeurIPS 2021, proposition 4, arXiv:2106.06610.
 */
export function createInvariantNetwork(
  tf: TensorFlow,
  shape: InvariantSamples,
  hidden: number,
  random: Random
): InvariantNetwork {
  const { sites, elements, width, neighbours, reach, vectors } = shape
  const layers = (...sizes: number[]) => createMlp(tf, { sizes, activation: 'silu' }, random)
  const first = layers(width, hidden, hidden)
  const tell = layers(hidden, CHANNELS)
  const second = layers(width + reach * CHANNELS, hidden, hidden)
  const site = layers(2 * hidden, hidden, vectors === null ? hidden : 1)
  const head = layers(hidden, hidden, 1)
  const parts = [first, tell, second, site, ...(vectors === null ? [head] : [])]
  const meanOf = (told: Tensor2D, n: number) => tf.mean<Tensor2D>(tf.reshape(told, [n * sites, elements, hidden]), 1)
  return {
    variables: parts.flatMap(({ variables }) => variables),
    apply([invariants, arrows]) {
      const n = invariants!.shape[0]
      const seen: Tensor2D = tf.reshape(invariants as Tensor2D, [n * sites * elements, width])
      const alone = meanOf(first.apply(seen), n)
      const heard = tf.gather(tell.apply(alone), placesOf(tf, neighbours, n, sites))
      const around: Tensor2D = tf.reshape(heard, [n * sites * elements, reach * CHANNELS])
      const together = meanOf(second.apply(tf.concat2d([seen, around], 1)), n)
      const said = site.apply(tf.concat2d([alone, together], 1))
      if (vectors === null) return head.apply(tf.mean<Tensor2D>(tf.reshape(said, [n, sites, hidden]), 1))
      return tf.sum(tf.mul(tf.reshape(said, [n, sites, 1]), arrows!), 1)
    },
    tensorsOf({ n, values, vectors: arrows }) {
      const tensors: Tensor[] = [tf.tensor2d(Float32Array.from(values), [n, sites * elements * width])]
      if (arrows !== null) tensors.push(tf.tensor3d(Float32Array.from(arrows.values), [n, sites, arrows.axes]))
      return tensors
    },
    numbers: () => ({
      first: first.weights(),
      tell: tell.weights(),
      second: second.weights(),
      site: site.weights(),
      answer: vectors === null ? { kind: 'mean', head: head.weights() } : { kind: 'vectors' }
    }),
    dispose: () => parts.forEach((part) => part.dispose())
  }
}

/** Rows of the neighbours in a batch of n samples, site after site. */
function placesOf(tf: TensorFlow, neighbours: Int32Array, n: number, sites: number): Tensor {
  const starts = tf.mul(tf.range(0, n, 1, 'int32'), tf.scalar(sites, 'int32'))
  return tf.reshape(tf.add(tf.reshape(starts, [n, 1]), tf.tensor2d(neighbours, [1, neighbours.length])), [-1])
}
