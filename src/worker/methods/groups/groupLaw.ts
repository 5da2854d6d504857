import { apply, mapExpr, param, paramValues, variable, type Expr } from '../../../shared/domain/expr.ts'
import { evaluator } from '../../kernel/evaluator.ts'
import { compile } from '../../kernel/program.ts'
import { covariance } from '../../numeric/covariance.ts'
import { fitParams } from '../../numeric/levenbergMarquardt.ts'
import { structureBits } from '../../scoring/descriptionLength.ts'
import type { MethodContext } from '../method.ts'
import type { GroupTable } from './groupTable.ts'

/** One form for all groups, with some of its numbers for each group. */
export interface GroupLaw {
  readonly form: Expr
  /** For each number of the form whether it differs from group to group. */
  readonly isOwn: readonly boolean[]
  /** numbers[i]: one value, or one for each group. */
  readonly numbers: readonly (readonly number[])[]
  /** As numbers; null where the data do not fix it. */
  readonly standardErrors: readonly (readonly (number | null)[])[]
  readonly residuals: Float64Array
  /** Bits to send the target with the help of the law; only differences have a meaning. */
  readonly bits: number
}

const STEPS = 30
/** Residuals below this share of the spread are rounding. */
const ROUNDING = 1e-11

/** Fits a form with the given numbers shared or of each group's own; null where it has no value on some row. */
export function fitGroupLaw(
  table: GroupTable,
  form: Expr,
  isOwn: readonly boolean[],
  start: readonly (readonly number[])[],
  context: Pick<MethodContext, 'count'>
): GroupLaw | null {
  const { x, y, n, labels, inputs } = table
  const names = [...inputs.map(({ name }) => name), ...labels.map((_, g) => indicatorName(g))]
  const columns = [...x, ...indicatorsOf(table)]
  let next = 0
  const whole = mapExpr(form, {
    param: () => {
      const i = next++
      if (!isOwn[i]) return param(mean(start[i]!))
      return labels
        .map((_, g) => apply('mul', param(start[i]![g] ?? start[i]![0]!), variable(indicatorName(g))))
        .reduce<Expr | null>((sum, term) => (sum === null ? term : apply('add', sum, term)), null)!
    }
  })
  const program = compile(whole, names)
  const fit = fitParams(program, columns, y, null, program.params, { maxIterations: STEPS })
  if (fit.kind === 'failed') return null
  context.count(fit.iterations, fit.iterations * program.nodes * n)
  const residuals = new Float64Array(n)
  evaluator.evaluate(program, columns, fit.params, residuals)
  for (let i = 0; i < n; i++) residuals[i] = y[i]! - residuals[i]!
  const errors = covariance(program, columns, y, null, fit.params)
  const finite = (k: number) => (errors !== null && Number.isFinite(errors[k]) ? errors[k]! : null)
  let at = 0
  const places = isOwn.map((own) => Array.from({ length: own ? labels.length : 1 }, () => at++))
  const square = fit.rss / Math.max(1, n - program.paramCount) + (ROUNDING * spreadOf(y)) ** 2
  const price = isOwn.reduce(
    (sum, own) => sum + (own ? table.rowsOf.reduce((all, rows) => all + priceOf(rows.length), 0) : priceOf(n)),
    0
  )
  return {
    form,
    isOwn,
    numbers: places.map((list) => list.map((k) => fit.params[k]!)),
    standardErrors: places.map((list) => list.map(finite)),
    residuals,
    bits: 0.5 * n * Math.log2(square) + price + isOwn.length + structureBits(form, inputs.length)
  }
}

/**
 * Decides which numbers differ: from a fit with all of them of each group's own, numbers are shared one after another
 * where that shortens the description. Null where a group has too few rows and no common fit exists either.
 */
export function settleGroupLaw(
  table: GroupTable,
  form: Expr,
  context: Pick<MethodContext, 'count' | 'control'>
): GroupLaw | null {
  const values = paramValues(form)
  const common = fitGroupLaw(table, form, values.map(() => false), values.map((value) => [value]), context) // prettier-ignore
  const start = common?.numbers ?? values.map((value) => [value])
  const apart = fitGroupLaw(table, form, values.map(() => true), start, context) // prettier-ignore
  let best = [common, apart].filter((law) => law !== null).sort((a, b) => a.bits - b.bits)[0] ?? null
  let current = apart
  while (current?.isOwn.some(Boolean) === true && !context.control.shouldStop()) {
    const from: GroupLaw = current
    const shorter = from.isOwn.flatMap((own, i) => {
      if (!own) return []
      return fitGroupLaw(table, form, from.isOwn.with(i, false), from.numbers, context) ?? []
    })
    current = shorter.sort((a, b) => a.bits - b.bits)[0] ?? null
    if (current !== null && (best === null || current.bits < best.bits)) best = current
  }
  return best
}

/** The form with the numbers of one group in their places. */
export function lawOfGroup({ form, numbers }: GroupLaw, group: number): Expr {
  let next = 0
  return mapExpr(form, {
    param: () => {
      const values = numbers[next++]!
      return param(values[group] ?? values[0]!)
    }
  })
}

function indicatorsOf({ groups, labels }: GroupTable): Float64Array[] {
  return labels.map((_, g) => Float64Array.from(groups, (group) => (group === g ? 1 : 0)))
}

function indicatorName(group: number): string {
  return `is group ${group}`
}

function priceOf(rows: number): number {
  return 0.5 * Math.log2(rows) + 1
}

function spreadOf(y: Float64Array): number {
  const centre = mean(y)
  return Math.sqrt(y.reduce((sum, value) => sum + (value - centre) ** 2, 0) / y.length)
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}
