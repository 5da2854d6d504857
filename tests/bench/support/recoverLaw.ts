import { withParams } from '../../../src/shared/domain/expr.ts'
import type { Law } from '../../../src/shared/domain/law.ts'
import type { Problem } from '../../../src/shared/domain/problem.ts'
import { evaluator } from '../../../src/worker/kernel/evaluator.ts'
import { compile } from '../../../src/worker/kernel/program.ts'
import { fitParams } from '../../../src/worker/numeric/levenbergMarquardt.ts'
import { createJudge } from '../../../src/worker/scoring/judge.ts'
import { createControlBlock, openControl } from '../../../src/worker/search/control.ts'
import { runDiscovery } from '../../../src/worker/search/discovery.ts'
import { formulaMethods, planMethods } from '../../../src/worker/search/planMethods.ts'
import { standardDeviation, type Points } from './benchProblem.ts'

/** Error of an exact law on fresh points, relative to their spread. */
const EXACT = 1e-6
/** Under noise the form itself must be exact: refitted to noise-free rows it leaves less than this. */
const SAME_FORM = 1e-5
const MAX_UNDEFINED = 0.01

export interface Recovery {
  readonly isRecovered: boolean
  readonly law: Law | null
  /** Relative error of the recommended law on fresh points of the enlarged range. */
  readonly error: number
  readonly seconds: number
  readonly reason: string
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
  const error = relativeError(law, names, fresh)
  if (settings.noise === 0) {
    const isRecovered = error < EXACT
    return { isRecovered, law, error, seconds, reason: isRecovered ? '' : 'not exact on fresh points' }
  }
  if (error >= settings.noise / 3) return { isRecovered: false, law, error, seconds, reason: 'wrong beyond the data' }
  const isRecovered = formError(law, names, clean) < SAME_FORM
  return { isRecovered, law, error, seconds, reason: isRecovered ? '' : 'close, but of another form' }
}

function relativeError(law: Law, names: readonly string[], { x, y }: Points): number {
  const program = compile(law.expression, names)
  return errorOf(program, program.params, x, y)
}

/** Error of the form of a law when its numbers are fitted to rows without noise. */
function formError(law: Law, names: readonly string[], { x, y }: Points): number {
  const form = withParams(
    law.form,
    law.parameters.map(({ value }) => value)
  )
  const program = compile(form, names)
  const fit = fitParams(program, x, y, null, program.params, { maxIterations: 100 })
  return fit.kind === 'failed' ? Infinity : errorOf(program, fit.params, x, y)
}

function errorOf(
  program: ReturnType<typeof compile>,
  params: ArrayLike<number>,
  x: readonly Float64Array[],
  y: Float64Array
): number {
  const values = new Float64Array(y.length)
  evaluator.evaluate(program, x, params, values)
  const defined = [...values.keys()].filter((i) => Number.isFinite(values[i]))
  if (defined.length < y.length * (1 - MAX_UNDEFINED)) return Infinity
  const squares = defined.reduce((sum, i) => sum + (values[i]! - y[i]!) ** 2, 0)
  return Math.sqrt(squares / defined.length) / standardDeviation(y)
}
