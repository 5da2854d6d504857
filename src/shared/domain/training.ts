/** How well a network does after so many steps of its training. */
export interface TrainingPoint {
  readonly step: number
  /** On the rows it learns from, mean over the steps since the last point; NaN before the first step. */
  readonly loss: number
  /** What is to become small, on rows that the training does not see where there are any. */
  readonly score: number
}

/** The loss curve of one network. */
export interface TrainingSeries {
  /** What is trained, unique within a run: `energy`, `plain network`. */
  readonly network: string
  /** In the order of the steps; thinned where there are many. */
  readonly points: readonly TrainingPoint[]
  /** The point with the least score: its weights are the ones that are kept. */
  readonly best: TrainingPoint
}
