import type { DenseLayers } from '../../../shared/domain/network.ts'
import type { Random } from '../../numeric/random.ts'
import { createMlp } from '../../tensor/mlp.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import { train, type TrainingRound } from '../../tensor/train.ts'
import { createInvariantNetwork, type MessageNumbers } from './invariantNetwork.ts'
import type { InvariantSamples } from './samples.ts'
import { pickSamples } from './scaleSamples.ts'

export interface NetworkSettings {
  readonly tf: TensorFlow
  readonly hidden: number
  readonly steps: number
  readonly random: Random
  readonly control: { shouldStop(): boolean }
  count(evaluations: number): void
  report(network: string, round: TrainingRound): void
}

const EVERY = 25
/** Numbers of invariants in one step: it stays short. */
const BATCH_NUMBERS = 60_000

/** What a network makes of held-out samples after learning from others, told[i][o], and its numbers. */
export interface Learnt<Numbers> {
  readonly told: Float64Array[]
  readonly numbers: Numbers
}

/** A network with the symmetry. */
export function learnInvariant(
  samples: InvariantSamples,
  answers: readonly Float64Array[],
  rows: readonly number[],
  heldOut: readonly number[],
  settings: NetworkSettings
): Learnt<MessageNumbers> {
  const { tf, hidden, random } = settings
  const network = createInvariantNetwork(tf, samples, hidden, random)
  const [seen, unseen] = [
    network.tensorsOf(pickSamples(samples, rows)),
    network.tensorsOf(pickSamples(samples, heldOut))
  ]
  const size = samples.sites * samples.elements * samples.width
  try {
    fit('with the symmetry', network.variables, seen, (batch) => network.apply(batch), answers, rows, Math.floor(BATCH_NUMBERS / size), settings) // prettier-ignore
    const told = outputs(tf, heldOut.length, answers.length, Math.floor(BATCH_NUMBERS / size), unseen, (batch) => network.apply(batch)) // prettier-ignore
    return { told, numbers: network.numbers() }
  } finally {
    network.dispose()
    tf.dispose([...seen, ...unseen])
  }
}

/** A network of as many layers that knows nothing of the symmetry. */
export function learnPlain(
  raw: readonly Float64Array[],
  answers: readonly Float64Array[],
  rows: readonly number[],
  heldOut: readonly number[],
  settings: NetworkSettings
): Learnt<DenseLayers> {
  const { tf, hidden, random } = settings
  const network = createMlp(
    tf,
    { sizes: [raw.length, hidden, hidden, hidden, answers.length], activation: 'silu' },
    random
  )
  const place = (of: readonly number[]) => tf.tensor2d(Float32Array.from(of.flatMap((i) => raw.map((values) => values[i]!))), [of.length, raw.length]) // prettier-ignore
  const [seen, unseen] = [place(rows), place(heldOut)]
  try {
    fit(
      'plain network',
      network.variables,
      [seen],
      ([x]) => network.apply(x as Tensor2D),
      answers,
      rows,
      rows.length,
      settings
    )
    const told = outputs(tf, heldOut.length, answers.length, heldOut.length, [unseen], ([x]) => network.apply(x as Tensor2D)) // prettier-ignore
    return { told, numbers: network.weights() }
  } finally {
    network.dispose()
    tf.dispose([seen, unseen])
  }
}

function fit(
  name: string,
  variables: readonly Variable[],
  data: readonly Tensor[],
  apply: (batch: readonly Tensor[]) => Tensor2D,
  answers: readonly Float64Array[],
  rows: readonly number[],
  mostRows: number,
  { tf, steps, random, control, count, report }: NetworkSettings
): void {
  const wanted = tf.tensor2d(Float32Array.from(rows.flatMap((i) => answers.map((values) => values[i]!))), [rows.length, answers.length]) // prettier-ignore
  const batchSize = Math.max(1, Math.min(64, mostRows))
  const loss = (batch: readonly Tensor[]): Scalar =>
    tf.mean<Scalar>(tf.square(tf.sub(apply(batch.slice(0, -1)), batch.at(-1)!)))
  // a fixed part of the samples says which weights were best: a look at all would take longer than many steps
  const looked = [...data, wanted].map((tensor) =>
    tf.slice(tensor, 0, Math.min(rows.length, Math.max(batchSize, mostRows)))
  )
  try {
    train(
      { tf, variables, data: [...data, wanted], batchSize: batchSize < rows.length ? batchSize : null, random, loss, score: () => loss(looked), steps, learningRate: { first: 0.01, last: 1e-4, warmUp: 10 }, every: EVERY, control }, // prettier-ignore
      (round) => {
        count(EVERY)
        report(`${name}, ${rows.length} samples`, round)
      }
    )
  } finally {
    tf.dispose([wanted, ...looked])
  }
}

/** outputs[i][o], a few rows at a time. */
function outputs(
  tf: TensorFlow,
  n: number,
  width: number,
  mostRows: number,
  data: readonly Tensor[],
  apply: (batch: readonly Tensor[]) => Tensor2D
): Float64Array[] {
  const step = Math.max(1, mostRows)
  const result: Float64Array[] = []
  for (let from = 0; from < n; from += step) {
    const size = Math.min(step, n - from)
    const values = tf.tidy(() => apply(data.map((tensor) => tf.slice(tensor, from, size))).dataSync())
    for (let i = 0; i < size; i++) result.push(Float64Array.from(values.subarray(i * width, (i + 1) * width)))
  }
  return result
}
