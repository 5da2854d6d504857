import type { Random } from '../../numeric/random.ts'
import { createMlp } from '../../tensor/mlp.ts'
import type { Tensor, Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import type { InvariantSamples } from './samples.ts'

/** A network whose answer goes with the group whatever its weights are. */
export interface DeepSet {
  readonly variables: readonly Variable[]
  /** Rows of the tensors of `tensorsOf` → answers (rows, outputs). */
  apply(batch: readonly Tensor[]): Tensor2D
  /** Invariants, and vectors where there are any; the caller disposes of them. */
  tensorsOf(samples: InvariantSamples): Tensor[]
  dispose(): void
}

/**
 * Mean over the elements of a site of one network, into another; its answers averaged over the sites, or weights of the
 * vectors of the sites.
 *
 * Sources: M. Zaheer et al., "Deep sets", NeurIPS 2017, theorem 2, arXiv:1703.06114; S. Villar et al., "Scalars are
 * universal", NeurIPS 2021, proposition 4, arXiv:2106.06610.
 */
export function createDeepSet(tf: TensorFlow, shape: InvariantSamples, hidden: number, random: Random): DeepSet {
  const { sites, elements, width, vectors } = shape
  const inner = createMlp(tf, { sizes: [width, hidden, hidden], activation: 'silu' }, random)
  const outer = createMlp(tf, { sizes: [hidden, hidden, 1], activation: 'silu' }, random)
  return {
    variables: [...inner.variables, ...outer.variables],
    apply([invariants, arrows]) {
      const n = invariants!.shape[0]
      const seen = inner.apply(tf.reshape(invariants!, [n * sites * elements, width]))
      const met = tf.mean(tf.reshape(seen, [n * sites, elements, hidden]), 1)
      const said = tf.reshape(outer.apply(met as Tensor2D), [n, sites, 1])
      return vectors === null ? tf.mean(said, 1) : tf.sum(tf.mul(said, arrows!), 1)
    },
    tensorsOf({ n, values, vectors: arrows }) {
      const tensors: Tensor[] = [tf.tensor2d(Float32Array.from(values), [n, sites * elements * width])]
      if (arrows !== null) tensors.push(tf.tensor3d(Float32Array.from(arrows.values), [n, sites, arrows.axes]))
      return tensors
    },
    dispose() {
      inner.dispose()
      outer.dispose()
    }
  }
}
