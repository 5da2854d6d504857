import type { Random } from '../numeric/random.ts'
import { createAdam, type Adam } from './adam.ts'
import { rateAt, type LearningRate } from './learningRate.ts'
import type { Scalar, Tensor, TensorFlow, Variable } from './tensorRuntime.ts'
import { assignWeights, readWeights } from './weights.ts'

export interface Training {
  readonly tf: TensorFlow
  /** Trained in place; at the end they hold the best that was found. */
  readonly variables: readonly Variable[]
  /** Tensors whose first axes are the same rows. They stay the caller's. */
  readonly data: readonly Tensor[]
  /** Rows of one step, drawn anew for each; null for all. Small enough that a step takes less than 50 ms. */
  readonly batchSize: number | null
  /** Draws the batches. */
  readonly random: Random
  /** Mean loss over the rows of a batch: `data`, or its drawn rows. What it leaves behind is cleared away. */
  loss(batch: readonly Tensor[]): Scalar
  /** What is to become small, if not the loss over all data: an error on rows that the training does not see. */
  readonly score?: () => Scalar
  readonly steps: number
  readonly learningRate: LearningRate
  /** Steps between two looks at the score. */
  readonly every: number
  /** Looks without an improvement after which it ends; absent for no such limit. */
  readonly patience?: number
  readonly control: { shouldStop(): boolean }
}

/** One point of the loss curve. */
export interface TrainingRound {
  readonly step: number
  /** Mean of the loss over the steps since the last round; NaN before the first step. */
  readonly loss: number
  readonly score: number
  readonly bestScore: number
}

export interface TrainingOutcome {
  /** `stalled`: out of patience. `notFinite`: the loss left the numbers; what was best before it is kept. */
  readonly reason: 'steps' | 'stopped' | 'stalled' | 'notFinite'
  /** Steps that were taken. */
  readonly steps: number
  /** Infinity where not even the start had a finite score. */
  readonly bestScore: number
  readonly bestStep: number
  readonly curve: readonly TrainingRound[]
}

/** Trains to the end and tells of each round; a method that shows interim findings iterates `trainingRounds` itself. */
export function train(training: Training, report: (round: TrainingRound) => void = () => {}): TrainingOutcome {
  const rounds = trainingRounds(training)
  for (;;) {
    const next = rounds.next()
    if (next.done) return next.value
    report(next.value)
  }
}

/**
 * Trains with Adam, yielding a round every few steps. Looks at the control before every step. Leaves no tensor behind, and
 * the best weights in place, also where it is left early.
 */
export function* trainingRounds(training: Training): Generator<TrainingRound, TrainingOutcome> {
  const { tf, variables, steps, every, control } = training
  const curve: TrainingRound[] = []
  let best = { score: Infinity, step: 0, weights: readWeights(variables) }
  const adam = createAdam(tf, variables)
  let step = 0
  let losses: number[] = []

  function look(): TrainingRound {
    const score = readNumber(tf, () => training.score?.() ?? training.loss(training.data))
    if (score < best.score) best = { score, step, weights: readWeights(variables) }
    const loss = losses.reduce((sum, value) => sum + value, 0) / losses.length
    const round = { step, loss, score, bestScore: best.score }
    losses = []
    curve.push(round)
    return round
  }

  function* run(): Generator<TrainingRound, TrainingOutcome['reason']> {
    yield look()
    let lastLook = 0
    while (step < steps) {
      if (control.shouldStop()) {
        if (step > lastLook) yield look()
        return 'stopped'
      }
      const loss = takeStep(training, adam, rateAt(training.learningRate, step, steps))
      step++
      if (!Number.isFinite(loss)) return 'notFinite'
      losses.push(loss)
      if (step - lastLook < every && step < steps) continue
      lastLook = step
      yield look()
      if (isOutOfPatience(training, curve, best.step)) return 'stalled'
    }
    return 'steps'
  }

  try {
    const reason = yield* run()
    return { reason, steps: step, bestScore: best.score, bestStep: best.step, curve }
  } finally {
    assignWeights(tf, variables, best.weights)
  }
}

/** Gives the loss before the step; a loss that is no number is not followed. */
function takeStep(training: Training, adam: Adam, rate: number): number {
  const { tf, variables, loss } = training
  return tf.tidy(() => {
    const batch = drawBatch(training)
    const { value, grads } = tf.variableGrads(() => loss(batch), [...variables])
    const result = value.dataSync()[0]!
    if (!Number.isFinite(result)) return result
    const gradients = variables.map(({ name }) => (grads[name]?.dataSync() ?? null) as Float32Array | null)
    adam.step(gradients, rate)
    return result
  })
}

function drawBatch({ tf, data, batchSize, random }: Training): readonly Tensor[] {
  const n = data[0]?.shape[0] ?? 0
  if (batchSize === null || batchSize >= n) return data
  const rows = tf.tensor1d(Int32Array.from({ length: batchSize }, () => random.integer(n)))
  return data.map((tensor) => tf.gather(tensor, rows))
}

function isOutOfPatience({ every, patience }: Training, curve: readonly TrainingRound[], bestStep: number): boolean {
  return patience !== undefined && curve.at(-1)!.step - bestStep >= patience * every
}

/** The number that a tensor holds; all tensors made on the way are cleared away. */
function readNumber(tf: TensorFlow, make: () => Scalar): number {
  return tf.tidy(() => make().dataSync()[0]!)
}
