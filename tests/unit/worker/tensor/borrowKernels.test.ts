import { expect, test } from 'vitest'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'
import type { Tensor } from '../../../../src/worker/tensor/tensorRuntime.ts'

test('WebAssembly borrows what it lacks, and gives it back', async () => {
  const { tf } = await loadTensor('wasm')
  const before = tf.memory()
  tf.tidy(() => {
    const a = tf.tensor2d([1, 2, 3, 4], [2, 2])
    // [[1, 2], [3, 4]]² = [[7, 10], [15, 22]]
    expect([...tf.einsum('ij,jk->ik', a, a).dataSync()]).toEqual([7, 10, 15, 22])
    const rows = tf.tensor1d([0, 0], 'int32')
    const gradient = tf.grad((x: Tensor) => tf.sum(tf.gather(x, rows)))(tf.tensor1d([1, 2, 3]))
    expect([...gradient.dataSync()]).toEqual([2, 0, 0])
  })
  const { numTensors, numDataBuffers } = tf.memory()
  expect({ numTensors, numDataBuffers }).toEqual({
    numTensors: before.numTensors,
    numDataBuffers: before.numDataBuffers
  })
})

test('a convolution is trained on WebAssembly', async () => {
  const { tf } = await loadTensor('wasm')
  const gradient = tf.tidy(() => {
    const image = tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1])
    const filter = tf.tensor4d([1], [1, 1, 1, 1])
    return tf
      .grad((kernel: Tensor) => tf.sum(tf.conv2d(image, kernel as typeof filter, 1, 'valid')))(filter)
      .dataSync()
  })
  // the sum of all pixels
  expect([...gradient]).toEqual([10])
})

test('complex numbers are refused by name', async () => {
  const { tf } = await loadTensor('wasm')
  expect(() => tf.tidy(() => tf.fft(tf.complex([1, 2], [0, 0])).toString())).toThrow()
})
