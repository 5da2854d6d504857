import type { StopReason } from '../../shared/domain/run.ts'

/** The last line of a run's log, by the reason why it ended. */
export const STOP_MESSAGES: Readonly<Record<StopReason, string>> = {
  answered: 'Finished: the question is answered.',
  explained: 'Stopped: the best law leaves nothing in the data to explain.',
  exhausted: 'Finished: every method has done its work.',
  timeLimit: 'Stopped: the time limit is reached.',
  evaluationLimit: 'Stopped: the limit on evaluations is reached.',
  stoppedByUser: 'Stopped by you.',
  noLaw: 'Finished: no formula that was tried is so much better than a constant that it could not be chance.'
}
