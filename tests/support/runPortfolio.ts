import type { Problem } from '../../src/shared/domain/problem.ts'
import { createJudge } from '../../src/worker/scoring/judge.ts'
import { createControlBlock, openControl } from '../../src/worker/search/control.ts'
import { runDiscovery } from '../../src/worker/search/discovery.ts'
import type { RunResult } from '../../src/worker/search/runTask.ts'
import { formulaMethods, planMethods } from '../../src/worker/search/planMethods.ts'

export interface PortfolioLimits {
  readonly seed: number
  readonly evaluations: number | null
  readonly seconds: number
}

/** What was found, and what it took. */
export interface PortfolioRun extends RunResult {
  readonly seconds: number
  readonly evaluations: number
}

/** Runs the whole portfolio in this thread; with a limit on evaluations alone it is the same on every machine. */
export async function runPortfolio(problem: Problem, limits: PortfolioLimits): Promise<PortfolioRun> {
  const { seed, evaluations, seconds } = limits
  const control = openControl(createControlBlock({ seconds, evaluations }))
  const provenance = (method: string) => ({ method, options: {}, seed, version: 'test', datasetHash: '' })
  const result = await runDiscovery({
    problem,
    methods: formulaMethods(planMethods(null)),
    areChosen: false,
    judge: createJudge(problem, { seed, provenance }),
    control,
    seed,
    threads: 1,
    checkpoint: null,
    openIslands: () => [],
    onSnapshot: () => undefined,
    onCheckpoint: () => undefined
  })
  return { ...result, seconds: control.elapsedSeconds(), evaluations: control.evaluations() }
}
