import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { ACTIVATIONS, type Activation } from '../../../../src/worker/tensor/activations.ts'
import { inputGradient } from '../../../../src/worker/tensor/inputGradient.ts'
import { createMlp, type MlpWeights } from '../../../../src/worker/tensor/mlp.ts'
import { plainMlp } from '../../../../src/worker/tensor/plainMlp.ts'
import type { Tensor, TensorFlow } from '../../../../src/worker/tensor/tensorRuntime.ts'
import { onEachBackend } from '../../../support/tensorBackends.ts'

type Case = [string, (tf: TensorFlow, x: Tensor) => Tensor]

const CASES: Case[] = [
  ['exp', (tf, x) => tf.exp(x)],
  ['tanh', (tf, x) => tf.tanh(x)],
  ['sigmoid', (tf, x) => tf.sigmoid(x)],
  ['softplus', (tf, x) => tf.softplus(x)],
  ['silu', (tf, x) => tf.mul(x, tf.sigmoid(x))],
  ['elu', (tf, x) => tf.elu(tf.sub(x, 0.9))],
  ['selu', (tf, x) => tf.selu(tf.sub(x, 0.9))],
  ['relu', (tf, x) => tf.mul(tf.relu(tf.sub(x, 0.9)), x)],
  ['abs', (tf, x) => tf.mul(tf.abs(x), x)],
  ['sin', (tf, x) => tf.sin(x)],
  ['sqrt', (tf, x) => tf.mul(x, tf.sqrt(x))],
  ['a fixed power', (tf, x) => tf.pow(x, 2.5)],
  ['a power with a free exponent', (tf, x) => tf.pow(tf.add(x, 1), x)],
  ['a quotient', (tf, x) => tf.div(1, tf.add(x, 1))],
  ['softmax', (tf, x) => tf.mul(tf.softmax(x), [1, 2, 3])],
  ['logarithm of softmax', (tf, x) => tf.mul(tf.logSoftmax(x), [1, 2, 3])],
  ['logarithm of a sum of exponentials', (tf, x) => tf.logSumExp(x)],
  ['maximum of all', (tf, x) => tf.mul(tf.max(tf.square(x)), x)],
  ['maximum of two', (tf, x) => tf.maximum(tf.exp(x), tf.square(x))],
  ['a choice by comparison', (tf, x) => tf.where(tf.greater(x, 1), tf.exp(x), tf.square(x))],
  ['a choice by two comparisons', (tf, x) => tf.where(tf.logicalNot(tf.less(x, 1)), tf.exp(x), tf.square(x))],
  ['Euclidean norm', (tf, x) => tf.norm(x)],
  ['gathered rows', (tf, x) => tf.exp(tf.gather(x, tf.tensor1d([0, 2], 'int32')))],
  ['a product of slices', (tf, x) => tf.exp(tf.mul(tf.slice(x, 0, 2), tf.slice(x, 1, 2)))],
  ['a matrix product', (tf, x) => tf.tanh(tf.matMul(tf.reshape(x, [3, 1]), tf.reshape(x, [1, 3])))],
  ['a mean of repeated values', (tf, x) => tf.square(tf.mean(tf.tanh(tf.tile(x, [2]))))]
]
const POINT = [0.31, 0.72, 1.3]
/** Third derivatives times h² / 6 and rounding (6e-8 · 10 / h) are both some 1e-4 of values of size one. */
const STEP = 3e-3

onEachBackend((load) => {
  test.each(CASES)('the gradient of a gradient through %s is that of finite differences', async (_, f) => {
    const { tf } = await load()
    const energy = (x: Tensor) => tf.sum(tf.square(f(tf, x)))
    const loss = (x: Tensor) => tf.sum(tf.mul(tf.square(tf.grad(energy)(x)), [1, 0.5, 0.25]))
    const at = (point: number[]) => tf.tidy(() => loss(tf.tensor1d(point)).dataSync()[0]!)
    const exact = tf.tidy(() => tf.grad(loss)(tf.tensor1d(POINT)).dataSync())
    const scale = Math.max(1, ...exact.map(Math.abs))
    POINT.forEach((_, i) => {
      const moved = (h: number) => at(POINT.map((value, j) => (i === j ? value + h : value)))
      const difference = (moved(STEP) - moved(-STEP)) / (2 * STEP)
      expect(Math.abs(exact[i]! - difference) / scale).toBeLessThan(3e-3)
    })
  })

  describe.each(Object.keys(ACTIVATIONS) as Activation[])('a network with %s', (activation) => {
    test('is trained on its input gradient as 64-bit differences say', async () => {
      const { tf } = await load()
      const mlp = createMlp(tf, { sizes: [2, 6, 5, 1], activation }, createRandom(3))
      const points = Float32Array.from([0.3, -0.8, 1.2, 0.4, -0.5, 0.9])
      const loss = () => {
        const x = tf.tensor2d(points, [3, 2])
        return tf.mean(tf.square(inputGradient(tf, (rows) => mlp.apply(rows), x)))
      }
      const { value, grads } = tf.variableGrads(() => loss().asScalar(), [...mlp.variables])
      const weights = mlp.weights()
      expect(value.dataSync()[0]).toBeCloseTo(plainLoss(weights, points), 5)
      weights.weights.forEach(({ values }, k) => {
        // the last bias has no part in a gradient by the input
        if (k === weights.weights.length - 1) return
        const gradient = grads[mlp.variables[k]!.name]!.dataSync()
        const differences = values.map((held, i) => {
          const moved = (h: number) => {
            values[i] = held + h
            const result = plainLoss(weights, points)
            values[i] = held
            return result
          }
          return (moved(1e-5) - moved(-1e-5)) / 2e-5
        })
        gradient.forEach((slope, i) => expect(slope).toBeCloseTo(differences[i]!, 5))
      })
      mlp.dispose()
      tf.dispose([value, grads])
    })
  })

  test('derives a network three times', async () => {
    const { tf } = await load()
    // d³ tanh / dx³ = (6 t² − 2)(1 − t²)
    const third = tf
      .grad(tf.grad(tf.grad((x: Tensor) => tf.tanh(x))))(tf.scalar(0.4))
      .dataSync()[0]!
    const t = Math.tanh(0.4)
    expect(third).toBeCloseTo((6 * t ** 2 - 2) * (1 - t ** 2), 5)
  })

  test('repeats a gradient of a gradient without leaving a tensor', async () => {
    const { tf } = await load()
    const mlp = createMlp(tf, { sizes: [2, 4, 1], activation: 'tanh' }, createRandom(1))
    const work = () =>
      tf.tidy(() => {
        const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2])
        const { grads } = tf.variableGrads(
          () => tf.sum(tf.square(inputGradient(tf, (rows) => mlp.apply(rows), x))).asScalar(),
          [...mlp.variables]
        )
        tf.dispose(grads)
      })
    work()
    const before = tf.memory().numTensors
    for (let i = 0; i < 20; i++) work()
    expect(tf.memory().numTensors).toBe(before)
    mlp.dispose()
  })
})

/** Mean of (∂f/∂x)² in 64 bits. */
function plainLoss(weights: MlpWeights, points: Float32Array): number {
  const network = plainMlp(weights)
  const gradient = new Float64Array(2)
  let sum = 0
  for (let row = 0; row < 3; row++) {
    network.gradient(Float64Array.of(points[2 * row]!, points[2 * row + 1]!), Float64Array.of(1), gradient)
    sum += gradient[0]! ** 2 + gradient[1]! ** 2
  }
  return sum / 6
}
