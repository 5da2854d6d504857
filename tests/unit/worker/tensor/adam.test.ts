import { expect, test } from 'vitest'
import { createAdam } from '../../../../src/worker/tensor/adam.ts'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'

test('the first step is the rate against the sign of each gradient, whatever its size', async () => {
  const { tf } = await loadTensor('cpu')
  const weights = tf.variable(tf.tensor1d([1, 2, 3]))
  const untouched = tf.variable(tf.tensor1d([4]))
  // mean and square are both divided by what is left of them: g / √g²
  createAdam(tf, [weights, untouched]).step([Float32Array.of(1e-3, -50, 0), null], 0.5)
  const [a, b, c] = weights.dataSync()
  expect(a).toBeCloseTo(0.5, 4)
  expect(b).toBeCloseTo(2.5, 6)
  expect([c, untouched.dataSync()[0]]).toEqual([3, 4])
  tf.dispose([weights, untouched])
})

test('steps that 32 bits would lose add up', async () => {
  const { tf } = await loadTensor('cpu')
  const weight = tf.variable(tf.tensor1d([1]))
  const adam = createAdam(tf, [weight])
  // 1000 steps of 1e-8 beside 1, where neighbours in 32 bits are 6e-8 apart
  for (let i = 0; i < 1000; i++) adam.step([Float32Array.of(1)], 1e-8)
  expect(weight.dataSync()[0]).toBeCloseTo(1 - 1e-5, 7)
  weight.dispose()
})

test('takes the steps that the optimizer of the library takes', async () => {
  const { tf } = await loadTensor('cpu')
  const [own, other] = [tf.variable(tf.tensor1d([1, -2])), tf.variable(tf.tensor1d([1, -2]))]
  const adam = createAdam(tf, [own])
  const optimizer = tf.train.adam(0.1, 0.9, 0.999, 1e-8)
  for (let i = 0; i < 5; i++) {
    adam.step([Float32Array.from(own.dataSync(), (value) => 2 * value)], 0.1)
    optimizer.minimize(() => tf.sum(tf.square(other)).asScalar(), false, [other])
  }
  own.dataSync().forEach((value, i) => expect(value).toBeCloseTo(other.dataSync()[i]!, 4))
  optimizer.dispose()
  tf.dispose([own, other])
})
