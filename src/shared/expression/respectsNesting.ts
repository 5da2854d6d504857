import type { Expr } from '../domain/expr.ts'
import type { NestingLimit } from '../domain/knowledge.ts'

/** True where no path of the formula has more of an operator inside another than the limits allow. */
export function respectsNesting(expr: Expr, limits: readonly NestingLimit[]): boolean {
  return limits.every((limit) => mostInside(expr, limit, false) <= limit.depth)
}

/** The largest number of inner operators on a path below an outer one. */
function mostInside(expr: Expr, limit: NestingLimit, isInside: boolean): number {
  if (expr.kind !== 'apply') return 0
  const own = isInside && expr.operator === limit.inner ? 1 : 0
  const below = isInside || expr.operator === limit.outer
  return own + Math.max(0, ...expr.args.map((arg) => mostInside(arg, limit, below)))
}
