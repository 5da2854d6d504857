import { fold, type Expr } from './expr.ts'
import { OPERATORS } from './operators.ts'

/** Complexity of a formula: operators by their table cost, a variable or an exact constant 1, a fitted Param 2. */
export function complexity(expr: Expr): number {
  return fold(expr, {
    const: () => 1,
    param: () => 2,
    var: () => 1,
    apply: (node, args) => args.reduce((sum, cost) => sum + cost, OPERATORS[node.operator].complexity)
  })
}
