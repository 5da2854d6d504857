import { apply, param, withParams, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import type { TrainingTable } from './trainingTable.ts'

/** A core formula f with the best a and b of y ≈ a + b f, and the loss that this leaves. */
export interface ScaledFit {
  readonly offset: number
  readonly slope: number
  /** Residual sum of squares relative to the spread of y; Infinity where f is not finite on every row. */
  readonly loss: number
  /** The same with a = 0, and its b. */
  readonly slopeAlone: number
  readonly lossAlone: number
}

export type Count = (evaluations: number, nodeEvaluations: number) => void

const FAILED: ScaledFit = { offset: 0, slope: 0, loss: Infinity, slopeAlone: 0, lossAlone: Infinity }

/** Rows beyond these do not take part in Levenberg–Marquardt steps of the search. */
const MAX_FIT_ROWS = 20_000

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

/**
 * Source of linear scaling: M. Keijzer, "Improving symbolic regression with interval arithmetic and linear scaling",
 * EuroGP 2003, doi:10.1007/3-540-36599-0_7.
 */
export function createFitness(table: TrainingTable, count: Count): Fitness {
  const out = new Float64Array(table.n)
  const fitRows = table.n > MAX_FIT_ROWS ? Uint32Array.from({ length: MAX_FIT_ROWS }, (_, i) => i) : null

  function run(expression: Expr): Float64Array {
    const program = compile(expression, table.names)
    count(1, program.nodes * table.n)
    evaluator.evaluate(program, table.x, program.params, out)
    return out
  }

  function loss(expression: Expr): number {
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
    scale: (core) => scaleValues(run(core), table),
    fit(expression, iterations) {
      const program = compile(expression, table.names)
      if (program.paramCount === 0) return { expression, loss: loss(expression) }
      const fit = fitParams(program, table.x, table.y, table.weights, program.params, {
        maxIterations: iterations,
        tolerance: 1e-9,
        rows: fitRows
      })
      if (fit.kind === 'failed') return null
      // one step costs the values and, where it is taken, their derivatives
      count(2 * fit.iterations, 2 * fit.iterations * program.nodes * (fitRows?.length ?? table.n))
      if (!fit.params.every(Number.isFinite)) return null
      const fitted = withParams(expression, Array.from(fit.params))
      return { expression: fitted, loss: fitRows === null ? fit.rss / table.spread : loss(fitted) }
    }
  }
}

/** Least squares of y on 1 and f, and on f alone; means are taken off first, so that large offsets cost no digits. */
export function scaleValues(f: Float64Array, { y, weights, spread, n }: TrainingTable): ScaledFit {
  let total = 0
  let meanF = 0
  let meanY = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    total += weight
    meanF += weight * f[i]!
    meanY += weight * y[i]!
  }
  if (!Number.isFinite(meanF)) return FAILED
  meanF /= total
  meanY /= total
  let ff = 0
  let fy = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    const d = f[i]! - meanF
    ff += weight * d * d
    fy += weight * d * (y[i]! - meanY)
  }
  const ffAlone = ff + total * meanF * meanF
  if (!(ff > 1e-20 * ffAlone) || !Number.isFinite(ffAlone)) return FAILED
  const slope = fy / ff
  const slopeAlone = (fy + total * meanF * meanY) / ffAlone
  const offset = meanY - slope * meanF
  let rss = 0
  let rssAlone = 0
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!
    rss += weight * (y[i]! - offset - slope * f[i]!) ** 2
    rssAlone += weight * (y[i]! - slopeAlone * f[i]!) ** 2
  }
  return { offset, slope, loss: rss / spread, slopeAlone, lossAlone: rssAlone / spread }
}

/** b · f, with the factor taken into one that f has already. */
export function scaledBy(slope: number, core: Expr): Expr {
  if (core.kind === 'apply' && core.operator === 'mul') {
    const [a, b] = core.args
    if (a?.kind === 'param') return apply('mul', param(slope * a.value), b!)
    if (b?.kind === 'param') return apply('mul', a!, param(slope * b.value))
  }
  if (core.kind === 'apply' && core.operator === 'div') {
    const [a, b] = core.args
    if (a?.kind === 'param') return apply('div', param(slope * a.value), b!)
    if (a?.kind === 'const' && a.symbol === null && a.numerator === a.denominator) return apply('div', param(slope), b!)
  }
  return apply('mul', param(slope), core)
}

/** a + b · f as a formula. */
export function affine(offset: number, slope: number, core: Expr): Expr {
  return apply('add', param(offset), scaledBy(slope, core))
}

/** A core without the factor and the summand that linear scaling gives it anyway. */
export function stripScaling(expr: Expr): Expr {
  if (expr.kind !== 'apply') return expr
  const [a, b] = expr.args
  if (expr.operator === 'neg' && a) return stripScaling(a)
  if (a && b && (expr.operator === 'add' || expr.operator === 'sub' || expr.operator === 'mul')) {
    if (isNumber(a)) return stripScaling(b)
    if (isNumber(b)) return stripScaling(a)
  }
  if (a && b && expr.operator === 'div' && isNumber(b)) return stripScaling(a)
  return expr
}

function isNumber(expr: Expr): boolean {
  return expr.kind === 'param' || expr.kind === 'const'
}
