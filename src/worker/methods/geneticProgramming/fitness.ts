import { withParams, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { createKernel } from '../../kernel/kernel.ts'
import type { Population } from '../../kernel/population.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import { relativeScaling, scaleValues, type ScaledFit } from './scaling.ts'
import type { TrainingTable } from './trainingTable.ts'

export type Count = (evaluations: number, nodeEvaluations: number) => void

/** Values, scaling and fits of formulas on a table; counts what it does. */
export interface Fitness {
  readonly table: TrainingTable
  /** Linear scaling of a core formula, in one pass. */
  scale(core: Expr): ScaledFit
  /** Levenberg–Marquardt from the formula's own parameters; null where it is not finite on some row. */
  fit(expression: Expr, iterations: number): { readonly expression: Expr; readonly loss: number } | null
  /** Loss of the formula as it stands. */
  loss(expression: Expr): number
  values(expression: Expr): Float64Array
  /** Counts evaluations that were done outside. */
  countEvaluations(evaluations: number, nodeEvaluations: number): void
  /** Counts whole-column work that was done outside, each as one evaluation of one node. */
  countScalings(columns: number): void
  /** Counts a search over all pairs of columns: a pair costs far less than an evaluation, a hundredth is fair. */
  countPairs(columns: number): void
}

export function createFitness(table: TrainingTable, count: Count): Fitness {
  const out = new Float64Array(table.n)
  // one formula at a time: the next depends on how this one did
  const population = createKernel(table)?.population() ?? null

  function run(expression: Expr): Float64Array {
    const program = compile(expression, table.names)
    count(1, program.nodes * table.n)
    evaluator.evaluate(program, table.x, program.params, out)
    return out
  }

  /** Puts a formula alone into the population. */
  function place(expression: Expr, { clear, add }: Population): void {
    clear()
    count(1, add(expression) * table.n)
  }

  function scale(core: Expr): ScaledFit {
    if (population === null) return scaleValues(run(core), table)
    place(core, population)
    population.scale()
    return relativeScaling(population.scaling(0), table)
  }

  function loss(expression: Expr): number {
    if (population !== null) {
      place(expression, population)
      return population.losses()[0]! / table.spread
    }
    const values = run(expression)
    let rss = 0
    for (let i = 0; i < table.n; i++) rss += (table.weights?.[i] ?? 1) * (table.y[i]! - values[i]!) ** 2
    return Number.isFinite(rss) ? rss / table.spread : Infinity
  }

  return {
    table,
    loss,
    values: (expression) => run(expression).slice(),
    countEvaluations: count,
    countPairs: (columns) => count((columns * columns) / 200, (columns * columns * table.n) / 200),
    countScalings: (columns) => count(columns, columns * table.n),
    scale,
    fit(expression, iterations) {
      const program = compile(expression, table.names)
      if (program.paramCount === 0) return { expression, loss: loss(expression) }
      const fit = fitParams(program, table.x, table.y, table.weights, program.params, {
        maxIterations: iterations,
        tolerance: 1e-9
      })
      if (fit.kind === 'failed') return null
      // one step costs the values and, where it is taken, their derivatives
      count(2 * fit.iterations, 2 * fit.iterations * program.nodes * table.n)
      if (!fit.params.every(Number.isFinite)) return null
      return { expression: withParams(expression, Array.from(fit.params)), loss: fit.rss / table.spread }
    }
  }
}
