import { expect, test } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { ACTIVATIONS, type Activation } from '../../../../src/worker/tensor/activations.ts'
import { createMlp } from '../../../../src/worker/tensor/mlp.ts'
import { plainMlp } from '../../../../src/worker/tensor/plainMlp.ts'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'

const SHAPE = [3, 7, 5, 2]
const X = Float64Array.of(0.7, -1.1, 0.4)
const ROWS = Object.keys(ACTIVATIONS) as Activation[]

test.each(ROWS)('a network with %s gives in 64 bits what it gives in 32', async (activation) => {
  const { tf } = await loadTensor('cpu')
  const mlp = createMlp(tf, { sizes: SHAPE, activation }, createRandom(5))
  const trained = tf.tidy(() => mlp.apply(tf.tensor2d(Float32Array.from(X), [1, 3])).dataSync())
  const result = new Float64Array(2)
  plainMlp(mlp.weights()).value(X, result)
  // 12 sums of numbers of size one, each rounded to 24 bits
  result.forEach((value, i) => expect(value).toBeCloseTo(trained[i]!, 5))
  mlp.dispose()
})

test.each(ROWS)('the gradient of a network with %s is that of finite differences to 64 bits', async (activation) => {
  const { tf } = await loadTensor('cpu')
  const mlp = createMlp(tf, { sizes: SHAPE, activation }, createRandom(6))
  const network = plainMlp(mlp.weights())
  mlp.dispose()
  const seed = Float64Array.of(1, -2)
  const gradient = new Float64Array(3)
  network.gradient(X, seed, gradient)
  const at = (x: Float64Array) => {
    const result = new Float64Array(2)
    network.value(x, result)
    return result[0]! * seed[0]! + result[1]! * seed[1]!
  }
  gradient.forEach((slope, i) => {
    const moved = (h: number) => at(X.map((value, j) => (i === j ? value + h : value)))
    // h² / 6 = 2e-11 and rounding 2e-16 / h = 2e-11
    expect(slope).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 8)
  })
})

test.each<[Activation, number, number]>([
  ['sigmoid', -800, 0],
  ['sigmoid', 800, 1],
  ['softplus', 800, 800],
  ['softplus', -800, 0],
  ['silu', -800, -0],
  ['tanh', 800, 1]
])('%s of %d does not overflow', (activation, x, expected) => {
  const { value, slope } = ACTIVATIONS[activation]
  expect(value(x)).toBe(expected)
  expect(Number.isFinite(slope(x))).toBe(true)
})
