import { mapExpr, param, type Expr } from '../../../shared/domain/expr.ts'

/** For titles and summaries: fitted numbers with five digits. */
export function roundedNumbers(expression: Expr): Expr {
  return mapExpr(expression, { param: (node) => param(Number(node.value.toPrecision(5))) })
}
