import { expect, test } from 'vitest'
import { createRandom } from '../../../../src/worker/numeric/random.ts'
import { loadTensor } from '../../../../src/worker/tensor/loadTensor.ts'
import { createMlp, openMlp } from '../../../../src/worker/tensor/mlp.ts'
import { parseNetwork, printNetwork } from '../../../../src/worker/tensor/networkJson.ts'

test('a network comes back from its file with every bit of its numbers', async () => {
  const { tf } = await loadTensor('cpu')
  const shape = { sizes: [2, 4, 1], activation: 'tanh' as const }
  const mlp = createMlp(tf, shape, createRandom(2))
  const { weights } = mlp.weights()
  const text = printNetwork({ kind: 'mlp', settings: { activation: 'tanh' }, weights })
  const back = parseNetwork(text)
  expect(back).toEqual({ kind: 'mlp', settings: { activation: 'tanh' }, weights })
  const twin = openMlp(tf, { ...shape, weights: back.weights })
  const valueOf = (network: typeof mlp) => tf.tidy(() => network.apply(tf.ones([1, 2])).dataSync()[0])
  expect(valueOf(twin)).toBe(valueOf(mlp))
  mlp.dispose()
  twin.dispose()
})

const GOOD = { format: 'lawsmith-network', version: 1, kind: 'mlp', settings: {}, weights: [] }

test.each([
  ['', 'Unexpected end'],
  ['{"format": "other"}', 'format'],
  [JSON.stringify({ ...GOOD, version: 2 }), 'version'],
  [JSON.stringify({ ...GOOD, weights: [{ shape: [2, 2], values: [1, 2, 3] }] }), 'array 1 has 3 numbers and not 2 × 2'],
  [JSON.stringify({ ...GOOD, weights: [{ shape: [1], values: ['1'] }] }), 'weights.0.values.0'],
  [JSON.stringify({ ...GOOD, weights: [{ shape: [-1], values: [] }] }), 'weights.0.shape.0']
])('%s is refused as %s', (text, fault) => {
  expect(() => parseNetwork(text)).toThrow(fault)
})
