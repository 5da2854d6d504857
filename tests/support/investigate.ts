import type { FindingDraft } from '../../src/shared/domain/finding.ts'
import type { Observations } from '../../src/shared/domain/observations.ts'
import type { InvestigationContext, TableMethod } from '../../src/worker/methods/method.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { completeOptions } from '../../src/worker/search/planMethods.ts'

export interface InvestigationSettings {
  readonly seed?: number
  /** What the method is told of the time left; no clock runs. */
  readonly seconds?: number
  /** A clock that runs, in place of it. */
  readonly secondsLeft?: () => number
  /** Control says stop once this many evaluations are counted. */
  readonly evaluations?: number
  /** What control says besides; by default it never says stop. */
  readonly shouldStop?: () => boolean
  readonly searchLaws?: InvestigationContext['searchLaws']
}

/** Runs a table method alone in this thread, without a clock; a refusal throws its reason. The last of each key is kept. */
export async function investigate(
  method: TableMethod,
  observations: Observations,
  options: Readonly<Record<string, number | string | boolean>> = {},
  {
    seed = 1,
    seconds = 60,
    secondsLeft = () => seconds,
    evaluations: limit = Infinity,
    shouldStop = () => false,
    searchLaws = () => Promise.resolve([])
  }: InvestigationSettings = {}
): Promise<FindingDraft[]> {
  const complete = completeOptions(method.descriptor, options)
  const accepted = method.accepts(observations, complete)
  if (accepted !== true) throw new Error(accepted)
  let evaluations = 0
  const findings = new Map<string, FindingDraft>()
  const found = method.investigate(observations, complete, {
    random: createRandom(seed),
    control: { shouldStop: () => evaluations >= limit || shouldStop() },
    threads: 1,
    count: (more) => {
      evaluations += more
    },
    log: () => undefined,
    reportTraining: () => undefined,
    secondsLeft,
    searchLaws
  })
  for await (const finding of found) findings.set(finding.key, finding)
  return [...findings.values()]
}
