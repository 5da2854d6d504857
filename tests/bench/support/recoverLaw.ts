import type { Law } from '../../../src/shared/domain/law.ts'
import type { Problem } from '../../../src/shared/domain/problem.ts'
import { createJudge } from '../../../src/worker/scoring/judge.ts'
import { createControlBlock, openControl } from '../../../src/worker/search/control.ts'
import { runDiscovery } from '../../../src/worker/search/discovery.ts'
import { formulaMethods, planMethods } from '../../../src/worker/search/planMethods.ts'
import type { Points } from './benchProblem.ts'
import { judgeRecovery, type RecoveryVerdict } from './judgeRecovery.ts'

export interface Recovery extends RecoveryVerdict {
  readonly law: Law | null
  readonly seconds: number
}

export interface RecoverySettings {
  readonly seconds: number
  /** Null for no limit. */
  readonly evaluations: number | null
  readonly seed: number
  readonly noise: number
}

/** Runs the portfolio on one thread and judges the recommended law alone, on fresh points beyond the data. */
export async function recoverLaw(
  problem: Problem,
  clean: Points,
  fresh: Points,
  settings: RecoverySettings
): Promise<Recovery> {
  const control = openControl(createControlBlock({ seconds: settings.seconds, evaluations: settings.evaluations }))
  const provenance = (method: string) => ({
    method,
    options: {},
    seed: settings.seed,
    version: 'bench',
    datasetHash: ''
  })
  const result = await runDiscovery({
    problem,
    methods: formulaMethods(planMethods(null)),
    areChosen: false,
    judge: createJudge(problem, { seed: settings.seed, provenance }),
    control,
    seed: settings.seed,
    threads: 1,
    checkpoint: null,
    openIslands: () => [],
    onSnapshot: () => undefined,
    onCheckpoint: () => undefined
  })
  const seconds = control.elapsedSeconds()
  const law = result.snapshot.laws[0] ?? null
  if (law === null) return { isRecovered: false, law, error: Infinity, seconds, reason: 'no law was recommended' }
  const names = problem.inputs.map(({ name }) => name)
  return { ...judgeRecovery(law, names, { clean, fresh, noise: settings.noise }), law, seconds }
}
