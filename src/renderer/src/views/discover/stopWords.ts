import type { RunSummary } from '../../../../shared/domain/run.ts'
import { formatDuration, formatRate } from '../../ui/formatQuantity.ts'

/** Why a run ended, with what it cost, in one sentence. */
export function stopWords({ stopReason, progress }: RunSummary): string {
  const cost = `after ${formatDuration(progress.seconds)} and ${formatRate(progress.evaluations)} evaluations`
  switch (stopReason) {
    case 'answered':
      return `It was answered ${cost}.`
    case 'explained':
      return `The search ended ${cost}: what the law leaves follows no input.`
    case 'exhausted':
      return `The search ended ${cost}: all that the methods can try was tried.`
    case 'timeLimit':
      return `The time limit ended the search ${cost}.`
    case 'evaluationLimit':
      return `The limit of evaluations ended the search ${cost}.`
    case 'stoppedByUser':
      return `You stopped it ${cost}.`
    case 'noLaw':
      return `The search ended ${cost}.`
    case null:
      return `It ended ${cost}.`
  }
}

/** True where the search would have gone on: then what was not found may still be there. */
export function isCutShort({ stopReason }: RunSummary): boolean {
  return stopReason === 'stoppedByUser'
}
