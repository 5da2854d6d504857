import { parentPort } from 'node:worker_threads'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { loadTensor } from '../../src/worker/tensor/loadTensor.ts'
import { createMlp } from '../../src/worker/tensor/mlp.ts'
import type { Tensor2D } from '../../src/worker/tensor/tensorRuntime.ts'
import { trainingRounds } from '../../src/worker/tensor/train.ts'

/** Entry of a thread that trains without an end and tells of each round: for tests of what ends it from outside. */
const { tf, backend } = await loadTensor()
const random = createRandom(1)
const mlp = createMlp(tf, { sizes: [4, 64, 64, 1], activation: 'tanh' }, random)
const rounds = trainingRounds({
  tf,
  variables: mlp.variables,
  data: [tf.ones([256, 4])],
  batchSize: null,
  random,
  loss: ([x]) => tf.mean(tf.square(mlp.apply(x as Tensor2D))).asScalar(),
  steps: Infinity,
  learningRate: { first: 1e-3, last: 1e-3, warmUp: 0 },
  every: 5,
  control: { shouldStop: () => false }
})
for (const { step } of rounds) parentPort?.postMessage({ backend, step })
