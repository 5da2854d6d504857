import type { RunRequest } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import type { DiscoveryCheckpoint } from '../search/runTask.ts'
import type { RunRecord } from '../store/runTable.ts'
import { checkRunRequest } from './runRequest.ts'

/** The request with changed settings. The question itself cannot change: its laws would not be comparable. */
export function changedRequest(request: RunRequest, changes: Partial<RunRequest>): RunRequest {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  const next = checkRunRequest({ ...request, ...(Object.fromEntries(given) as Partial<RunRequest>) })
  for (const setting of ['target', 'inputs', 'seed', 'knowledge'] as const) {
    if (isSame(next[setting], request[setting])) continue
    throw new AppError('badOption', `A run goes on with the same ${setting}. Start a new run to change it.`, {
      setting
    })
  }
  return next
}

/** A checkpoint holds the state of a method, which has no meaning for other methods or other formulas. */
export function fittingCheckpoint(
  checkpoint: DiscoveryCheckpoint | null,
  before: RunRequest,
  after: RunRequest
): DiscoveryCheckpoint | null {
  const fits = (['methods', 'operators', 'maxComplexity'] as const).every((key) => isSame(before[key], after[key]))
  if (checkpoint === null || fits) return checkpoint
  return { ...checkpoint, methods: [] }
}

/** How long the run may go on: what is left of its limits where it was cut short, all of them where they were used up. */
export function remainingLimits({ request, progress }: Pick<RunRecord, 'request' | 'progress'>): {
  readonly seconds: number
  readonly evaluations: number | null
} {
  const seconds = request.seconds - progress.seconds
  const evaluations = request.evaluations === null ? null : request.evaluations - progress.evaluations
  return {
    seconds: seconds > 0 ? seconds : request.seconds,
    evaluations: evaluations === null || evaluations > 0 ? evaluations : request.evaluations
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
