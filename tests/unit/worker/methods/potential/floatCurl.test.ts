import { expect, test } from 'vitest'
import { createRandom } from '../../../../../src/worker/numeric/random.ts'
import { inputGradient } from '../../../../../src/worker/tensor/inputGradient.ts'
import { loadTensor } from '../../../../../src/worker/tensor/loadTensor.ts'
import { openMlp } from '../../../../../src/worker/tensor/mlp.ts'
import type { Tensor, Tensor2D } from '../../../../../src/worker/tensor/tensorRuntime.ts'
import { randomMlp } from '../../../../support/randomMlp.ts'

const AXES = 3
const PLACES = 50

const { tf } = await loadTensor()

/** Largest antisymmetric slope of a force over the root mean square of its slopes, all in the 32 bits of the training. */
function curlOf(force: (x: Tensor2D) => Tensor): number {
  return tf.tidy(() => {
    const random = createRandom(1)
    const x = tf.tensor2d(
      Float32Array.from({ length: PLACES * AXES }, () => random.normal()),
      [PLACES, AXES]
    )
    const axes = Array.from({ length: AXES }, (_, i) => i)
    const slopes = axes.map((i) =>
      inputGradient(tf, (rows) => tf.slice(force(rows), [0, i], [PLACES, 1]), x).dataSync<'float32'>()
    )
    const size = Math.sqrt(slopes.flatMap((values) => Array.from(values)).reduce((sum, v) => sum + v * v, 0) / (PLACES * AXES ** 2)) // prettier-ignore
    const whirls = axes.flatMap(
      (i) =>
      axes.flatMap((j) => Array.from({ length: PLACES }, (_, row) => Math.abs(slopes[i]![AXES * row + j]! - slopes[j]![AXES * row + i]!))) // prettier-ignore
    )
    return Math.max(...whirls) / size
  })
}

test('in 32 bits as well the slope of an untrained network does not whirl, and an untrained network of forces does', () => {
  const random = createRandom(2)
  const energy = openMlp(tf, randomMlp([AXES, 24, 24, 1], random))
  const plain = openMlp(tf, randomMlp([AXES, 24, 24, AXES], random))
  const ours = curlOf((x) => tf.neg(inputGradient(tf, (rows) => energy.apply(rows), x)))
  const theirs = curlOf((x) => plain.apply(x))
  energy.dispose()
  plain.dispose()
  // a sum of 24 · 24 products, each with a rounding of 6e-8
  expect(ours).toBeLessThan(1e-6)
  expect(theirs).toBeGreaterThan(100 * ours)
  expect(theirs).toBeGreaterThan(0.1)
})
