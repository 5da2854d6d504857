import type { Random } from '../../numeric/random.ts'
import type { Scalar, Tensor, TensorFlow, Variable } from '../../tensor/tensorRuntime.ts'
import { trainingRounds, type TrainingOutcome, type TrainingRound } from '../../tensor/train.ts'

/** What every network of motion is trained with: rows of its own kind to learn from and others to choose the weights by. */
export interface NetworkTraining<Rows> {
  readonly tf: TensorFlow
  readonly training: Rows
  readonly unseen: Rows
  /** Neurons of each hidden layer. */
  readonly hidden: number
  readonly steps: number
  readonly random: Random
  readonly control: { shouldStop(): boolean }
}

export interface TrainedParts<Rows> {
  readonly variables: readonly Variable[]
  /** Rows as tensors with one first axis; they are cleared away at the end. */
  tensors(rows: Rows): readonly Tensor[]
  loss(batch: readonly Tensor[]): Scalar
}

/** Rows of one step; more make a step longer than tasks that must be stopped allow. */
const BATCH = 384
/** Steps from one look at the held-out rows to the next. */
const EVERY = 25
/** Looks without an improvement after which training ends. */
const PATIENCE = 16

/** Trains at the pace of all networks of motion; the weights that do best on the unseen rows stay in the variables. */
export function* trainNetwork<Rows>(
  { tf, training, unseen, steps, random, control }: NetworkTraining<Rows>,
  { variables, tensors, loss }: TrainedParts<Rows>
): Generator<TrainingRound, TrainingOutcome> {
  const data = tensors(training)
  const heldOut = tensors(unseen)
  try {
    return yield* trainingRounds({
      tf,
      variables,
      data,
      batchSize: BATCH,
      random,
      loss,
      score: () => loss(heldOut),
      steps,
      learningRate: { first: 0.01, last: 1e-4, warmUp: 10 },
      every: EVERY,
      patience: PATIENCE,
      control
    })
  } finally {
    tf.dispose([...data, ...heldOut])
  }
}
