// npm run bench:tensor [-- --rounds 5]
// Training steps a second of each backend of TensorFlow beside plain loops: values of a function, the gradient of a
// learned energy (a gradient of a gradient), and small batches; then products of columns beside the 64-bit ones.
import { parseArgs } from 'node:util'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { gramOf, standardize } from '../../src/worker/numeric/gram.ts'
import { inputGradient } from '../../src/worker/tensor/inputGradient.ts'
import { loadTensor } from '../../src/worker/tensor/loadTensor.ts'
import { createMlp, type Mlp } from '../../src/worker/tensor/mlp.ts'
import type { Scalar, Tensor2D, TensorBackend, TensorFlow } from '../../src/worker/tensor/tensorRuntime.ts'
import { train } from '../../src/worker/tensor/train.ts'
import { describeMachine } from './support/machine.ts'
import { medianSeconds } from './support/medianSeconds.ts'
import { plainTraining } from './support/plainTraining.ts'

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const rounds = Number(options.rounds)

interface Task {
  readonly name: string
  readonly sizes: readonly number[]
  readonly n: number
  readonly steps: number
  loss(tf: TensorFlow, mlp: Mlp, x: Tensor2D, y: Tensor2D): Scalar
}

const ofValues: Task['loss'] = (tf, mlp, x, y) => tf.mean(tf.squaredDifference(mlp.apply(x), y)).asScalar()
const TASKS: readonly Task[] = [
  { name: 'values, 256 rows', sizes: [4, 64, 64, 1], n: 256, steps: 100, loss: ofValues },
  { name: 'values, 32 rows', sizes: [4, 16, 1], n: 32, steps: 200, loss: ofValues },
  {
    name: 'gradients, 256 rows',
    sizes: [2, 64, 64, 1],
    n: 256,
    steps: 60,
    loss: (tf, mlp, x, y) => {
      const force = inputGradient(tf, (rows) => mlp.apply(rows), x)
      return tf.mean(tf.squaredDifference(force, tf.mul(x, y))).asScalar()
    }
  }
]
const GRAM_ROWS = 100_000
const GRAM_COLUMNS = 32

console.log(describeMachine())
console.log('\nTraining steps a second, medians')
console.log(row(['', ...TASKS.map(({ name }) => name)]))
console.log(row(['plain loops', ...TASKS.map((task) => (task.loss === ofValues ? plainSpeed(task) : '–'))]))
for (const backend of ['cpu', 'wasm', 'tensorflow'] as const) console.log(row(await measure(backend)))
console.log(`\nProducts of ${GRAM_COLUMNS} columns of ${GRAM_ROWS} rows with each other, centred`)
console.log(row(['', 'ms', 'largest error']))
await measureProducts()

async function measure(backend: TensorBackend): Promise<string[]> {
  try {
    const { tf } = await loadTensor(backend)
    return [backend, ...TASKS.map((task) => speed(tf, task))]
  } catch (error) {
    return [`${backend}: ${error instanceof Error ? error.message : String(error)}`]
  }
}

function speed(tf: TensorFlow, { sizes, n, steps, loss }: Task): string {
  const random = createRandom(1)
  const mlp = createMlp(tf, { sizes, activation: 'tanh' }, random)
  const { x, y } = points(sizes[0]!, n)
  const data = [tf.tensor2d(Float32Array.from(x), [n, sizes[0]!]), tf.tensor2d(Float32Array.from(y), [n, 1])]
  const seconds = medianSeconds(
    () =>
      void train({
        tf,
        variables: mlp.variables,
        data,
        batchSize: null,
        random,
        loss: ([rows, values]) => loss(tf, mlp, rows as Tensor2D, values as Tensor2D),
        steps,
        learningRate: { first: 0.005, last: 0.005, warmUp: 0 },
        every: steps,
        control: { shouldStop: () => false }
      }),
    rounds
  )
  mlp.dispose()
  tf.dispose(data)
  return (steps / seconds).toFixed(0)
}

function plainSpeed({ sizes, n, steps }: Task): string {
  const { x, y } = points(sizes[0]!, n)
  const training = plainTraining(sizes, x, y, createRandom(1).normal)
  const seconds = medianSeconds(() => {
    for (let step = 0; step < steps; step++) training.step()
  }, rounds)
  return (steps / seconds).toFixed(0)
}

function points(inputs: number, n: number) {
  const random = createRandom(2)
  const x = Float64Array.from({ length: inputs * n }, () => 2 * random.next() - 1)
  return { x, y: Float64Array.from({ length: n }, (_, i) => Math.sin(3 * x[i * inputs]!)) }
}

/** As a caller in the engine would do it: from standardised columns of 64 bits to a matrix of numbers. */
async function measureProducts(): Promise<void> {
  const random = createRandom(3)
  const columns = Array.from({ length: GRAM_COLUMNS }, () =>
    Float64Array.from({ length: GRAM_ROWS }, () => random.normal())
  )
  const exact = gramOf(columns, columns[0]!, null, true)!.matrix
  const seconds = medianSeconds(() => void gramOf(columns, columns[0]!, null, true), rounds)
  console.log(row(['64 bits', (1000 * seconds).toFixed(0), '0']))
  for (const backend of ['wasm', 'tensorflow'] as const) {
    try {
      const { tf } = await loadTensor(backend)
      let product = new Float32Array()
      const time = medianSeconds(() => {
        product = tf.tidy(() => {
          const rows = columns.map((column) => tf.tensor1d(Float32Array.from(standardize(column, null, true)!)))
          const matrix = tf.stack(rows) as Tensor2D
          return tf.matMul(matrix, matrix, false, true).dataSync().slice() as Float32Array<ArrayBuffer>
        })
      }, rounds)
      const error = product.reduce((worst, value, i) => Math.max(worst, Math.abs(value - exact[i]!)), 0)
      console.log(row([backend, (1000 * time).toFixed(0), error.toExponential(1)]))
    } catch (error) {
      console.log(row([`${backend}: ${error instanceof Error ? error.message : String(error)}`]))
    }
  }
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => (i === 0 ? cell.padEnd(14) : cell.padStart(20))).join('')
}
