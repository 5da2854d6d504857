import type { Random } from '../../numeric/random.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { createMlp } from '../../tensor/mlp.ts'
import type { Scalar, Tensor, Tensor2D, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import { train, type TrainingRound } from '../../tensor/train.ts'
import { createDeepSet } from './deepSet.ts'
import type { InvariantSamples, SampleQuestion } from './samples.ts'

/** How two networks do after learning from so many samples. */
export interface LearningPoint {
  readonly samples: number
  /** Share of the variance of held-out answers that is left. */
  readonly equivariant: number
  readonly plain: number
}

export interface Comparison {
  readonly curve: readonly LearningPoint[]
  /** Of held-out samples, after learning from all others: what each network says, and squared errors. */
  readonly told: readonly Float64Array[]
  readonly given: readonly Float64Array[]
  readonly errors: Float64Array
  readonly plainErrors: Float64Array
}

export interface NetworkSettings {
  readonly tf: TensorFlow
  readonly hidden: number
  readonly steps: number
  readonly random: Random
  readonly control: { shouldStop(): boolean }
  count(evaluations: number): void
  report(network: string, round: TrainingRound): void
}

const HELD_OUT = 0.3
/** Shares of the samples that the networks learn from in turn. */
const SHARES = [0.25, 0.5, 1]
const EVERY = 25
/** Numbers of invariants in one step: it stays short. */
const BATCH_NUMBERS = 60_000

/** Both networks, of the same width and as many steps, on the same samples; null where it is told to stop. */
export function compareNetworks(question: SampleQuestion, settings: NetworkSettings): Comparison | null {
  const { random, control } = settings
  const { samples, answers } = question
  const order = random.shuffle(Array.from({ length: samples.n }, (_, i) => i))
  const heldOut = order.slice(0, Math.round(HELD_OUT * samples.n))
  const learning = order.slice(heldOut.length)
  const scaled = scaleAnswers(answers, learning, samples.vectors === null)
  const raw = scaleColumns(question.raw, learning)
  const given = heldOut.map((i) => Float64Array.from(scaled, (values) => values[i]!))
  const total = squaredSpread(given)
  const curve: LearningPoint[] = []
  for (const share of SHARES) {
    const rows = learning.slice(0, Math.ceil(share * learning.length))
    if (control.shouldStop()) return null
    const told = learnEquivariant(standardised(samples, rows), scaled, rows, heldOut, settings)
    if (control.shouldStop()) return null
    const plain = learnPlain(raw, scaled, rows, heldOut, settings)
    const [errors, plainErrors] = [squaredErrors(told, given), squaredErrors(plain, given)]
    curve.push({ samples: rows.length, equivariant: mean(errors) / total, plain: mean(plainErrors) / total })
    if (share === 1) return control.shouldStop() ? null : { curve, told, given, errors, plainErrors }
  }
  return null
}

function learnEquivariant(
  samples: InvariantSamples,
  answers: readonly Float64Array[],
  rows: readonly number[],
  heldOut: readonly number[],
  settings: NetworkSettings
): Float64Array[] {
  // prettier-ignore
  const { tf, hidden, random } = settings
  const network = createDeepSet(tf, samples, hidden, random)
  const [seen, unseen] = [
    network.tensorsOf(pickSamples(samples, rows)),
    network.tensorsOf(pickSamples(samples, heldOut))
  ]
  const size = samples.sites * samples.elements * samples.width
  try {
    fit('with the symmetry', network.variables, seen, (batch) => network.apply(batch), answers, rows, Math.floor(BATCH_NUMBERS / size), settings) // prettier-ignore
    return outputs(tf, heldOut.length, answers.length, Math.floor(BATCH_NUMBERS / size), unseen, (batch) => network.apply(batch)) // prettier-ignore
  } finally {
    network.dispose()
    tf.dispose([...seen, ...unseen])
  }
}

function learnPlain(
  raw: readonly Float64Array[],
  answers: readonly Float64Array[],
  rows: readonly number[],
  heldOut: readonly number[],
  settings: NetworkSettings
): Float64Array[] {
  // prettier-ignore
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
    return outputs(tf, heldOut.length, answers.length, heldOut.length, [unseen], ([x]) => network.apply(x as Tensor2D))
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
  // prettier-ignore
  const step = Math.max(1, mostRows)
  const result: Float64Array[] = []
  for (let from = 0; from < n; from += step) {
    const size = Math.min(step, n - from)
    const values = tf.tidy(() => apply(data.map((tensor) => tf.slice(tensor, from, size))).dataSync())
    for (let i = 0; i < size; i++) result.push(Float64Array.from(values.subarray(i * width, (i + 1) * width)))
  }
  return result
}

function pickSamples(samples: InvariantSamples, rows: readonly number[]): InvariantSamples {
  const pick = (values: Float64Array, size: number) => {
    const picked = new Float64Array(rows.length * size)
    rows.forEach((row, i) => picked.set(values.subarray(row * size, (row + 1) * size), i * size))
    return picked
  }
  const { sites, elements, width, values, vectors } = samples
  return {
    ...samples,
    n: rows.length,
    values: pick(values, sites * elements * width),
    vectors: vectors && { axes: vectors.axes, values: pick(vectors.values, sites * vectors.axes) }
  }
}

/** Invariants in units of their spread over the samples that are learnt from, which the group does not change either. */
function standardised(samples: InvariantSamples, rows: readonly number[]): InvariantSamples {
  const { width } = samples
  const seen = pickSamples(samples, rows).values
  const values = samples.values.slice()
  for (let w = 0; w < width; w++) {
    const column = Float64Array.from({ length: seen.length / width }, (_, k) => seen[k * width + w]!)
    const [centre, spread] = [mean(column), standardDeviation(column) || 1]
    for (let k = w; k < values.length; k += width) values[k] = (values[k]! - centre) / spread
  }
  return { ...samples, values }
}

/** Components of a vector keep their zero and share one unit. */
function scaleAnswers(answers: readonly Float64Array[], rows: readonly number[], isScalar: boolean): Float64Array[] {
  const spreads = answers.map((values) => standardDeviation(rows.map((row) => values[row]!)))
  const size = Math.sqrt(mean(spreads.map((spread) => spread * spread))) || 1
  return answers.map((values) => {
    const centre = isScalar ? mean(rows.map((row) => values[row]!)) : 0
    return values.map((value) => (value - centre) / size)
  })
}

function scaleColumns(columns: readonly Float64Array[], rows: readonly number[]): Float64Array[] {
  return columns.map((values) => {
    const seen = rows.map((row) => values[row]!)
    const [centre, spread] = [mean(seen), standardDeviation(seen) || 1]
    return values.map((value) => (value - centre) / spread)
  })
}

function squaredErrors(told: readonly Float64Array[], given: readonly Float64Array[]): Float64Array {
  return Float64Array.from(told, (point, i) => point.reduce((sum, value, o) => sum + (value - given[i]![o]!) ** 2, 0))
}

function squaredSpread(points: readonly Float64Array[]): number {
  const centre = points[0]!.map((_, o) => mean(points.map((point) => point[o]!)))
  return mean(points.map((point) => point.reduce((sum, value, o) => sum + (value - centre[o]!) ** 2, 0)))
}
