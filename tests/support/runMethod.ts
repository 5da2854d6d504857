import { TRAINING, type Candidate, type Problem } from '../../src/shared/domain/problem.ts'
import type { Expr } from '../../src/shared/domain/expr.ts'
import { evaluator } from '../../src/worker/kernel/evaluator.ts'
import { compile } from '../../src/worker/kernel/program.ts'
import type { FormulaMethod } from '../../src/worker/methods/method.ts'
import { fitParams } from '../../src/worker/numeric/levenbergMarquardt.ts'
import { createRandom } from '../../src/worker/numeric/random.ts'
import { completeOptions } from '../../src/worker/search/planMethods.ts'

export interface MethodRun {
  readonly candidates: readonly Candidate[]
  readonly evaluations: number
  /** Evaluations counted after control first said stop. */
  readonly evaluationsAfterStop: number
  readonly wasStopped: boolean
}

export interface RunSettings {
  readonly seed?: number
  readonly options?: Readonly<Record<string, number | string | boolean>>
  /** Control says stop once this many evaluations are counted. */
  readonly evaluations?: number
}

/** Runs a method alone in this thread, without islands and without a clock. */
export async function runMethod(
  method: FormulaMethod,
  problem: Problem,
  settings: RunSettings = {}
): Promise<MethodRun> {
  const { seed = 1, options = {}, evaluations: limit = Infinity } = settings
  let evaluations = 0
  let atStop: number | null = null
  const candidates: Candidate[] = []
  const found = method.discover(problem, completeOptions(method.descriptor, options), {
    random: createRandom(seed),
    control: {
      shouldStop: () => {
        if (evaluations < limit) return false
        atStop ??= evaluations
        return true
      }
    },
    threads: 1,
    count: (more) => {
      evaluations += more
    },
    log: () => undefined,
    openIslands: () => [],
    checkpoint: null,
    saveCheckpoint: () => undefined
  })
  for await (const candidate of found) if (candidate !== null) candidates.push(candidate)
  const evaluationsAfterStop = atStop === null ? 0 : evaluations - atStop
  return { candidates, evaluations, evaluationsAfterStop, wasStopped: atStop !== null }
}

/** Root-mean-square error on the rows held out of training, relative to that of the training mean, numbers fitted. */
export function unseenError(problem: Problem, expression: Expr): number {
  const names = problem.inputs.map(({ name }) => name)
  const program = compile(expression, names)
  const rows = [...problem.part.keys()]
  const training = Uint32Array.from(rows.filter((row) => problem.part[row] === TRAINING))
  const unseen = Uint32Array.from(rows.filter((row) => problem.part[row] !== TRAINING))
  const fit = fitParams(program, problem.x, problem.y, problem.weights, program.params, { rows: training })
  if (fit.kind === 'failed') return Infinity
  const values = new Float64Array(unseen.length)
  evaluator.evaluate(program, problem.x, fit.params, values, unseen)
  const mean = training.reduce((sum, row) => sum + problem.y[row]!, 0) / training.length
  const squares = (predict: (k: number) => number): number =>
    unseen.reduce((sum, row, k) => sum + (problem.y[row]! - predict(k)) ** 2, 0)
  const error = Math.sqrt(squares((k) => values[k]!) / squares(() => mean))
  return Number.isNaN(error) ? Infinity : error
}
