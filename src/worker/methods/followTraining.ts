import type { TrainingRound } from '../tensor/train.ts'
import type { InvestigationContext } from './method.ts'

/** The rounds of a training as they are, each one told to those who watch the run. */
export function* followTraining<Result>(
  network: string,
  rounds: Iterator<TrainingRound, Result>,
  { reportTraining }: Pick<InvestigationContext, 'reportTraining'>
): Generator<TrainingRound, Result> {
  for (let next = rounds.next(); ; next = rounds.next()) {
    if (next.done === true) return next.value
    reportTraining(network, next.value)
    yield next.value
  }
}

/** The same to the end, for what needs no look between. */
export function trainThrough<Result>(
  network: string,
  rounds: Iterator<TrainingRound, Result>,
  context: Pick<InvestigationContext, 'reportTraining'>
): Result {
  const followed = followTraining(network, rounds, context)
  for (;;) {
    const next = followed.next()
    if (next.done === true) return next.value
  }
}
