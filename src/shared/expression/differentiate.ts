import { apply, fold, type Expr } from '../domain/expr.ts'
import { OPERATORS } from '../domain/operators.ts'
import { isExactly, ONE, ZERO } from './numeral.ts'
import { simplify } from './simplify.ts'

/** The partial derivative by a variable, simplified; 0 where it does not occur. */
export function differentiate(expr: Expr, name: string): Expr {
  return derive(expr, (leaf) => leaf.kind === 'var' && leaf.name === name)
}

/**
 * The partial derivative by the i-th fitted number, simplified. Its own Params have the values of the formula's, but not
 * their order.
 */
export function differentiateByParam(expr: Expr, index: number): Expr {
  let next = 0
  return derive(expr, (leaf) => leaf.kind === 'param' && next++ === index)
}

interface Derived {
  readonly expr: Expr
  readonly derivative: Expr
}

/** The chain rule; `isSought` is asked once for each leaf, from left to right. */
function derive(expr: Expr, isSought: (leaf: Expr) => boolean): Expr {
  const ofLeaf = (leaf: Expr): Derived => ({ expr: leaf, derivative: isSought(leaf) ? ONE : ZERO })
  const { derivative } = fold<Derived>(expr, {
    const: ofLeaf,
    param: ofLeaf,
    var: ofLeaf,
    apply: (node, args) => {
      const whole = { ...node, args: args.map((arg) => arg.expr) }
      if (args.every((arg) => isExactly(arg.derivative, 0))) return { expr: whole, derivative: ZERO }
      const partials = OPERATORS[node.operator].partials(whole.args)
      // a partial that is not needed may be undefined, as log(x) in the derivative of x² is for negative x
      const terms = args.flatMap((arg, i) =>
        isExactly(arg.derivative, 0)
          ? []
          : [isExactly(arg.derivative, 1) ? partials[i]! : apply('mul', partials[i]!, arg.derivative)]
      )
      return { expr: whole, derivative: terms.reduce((sum, term) => apply('add', sum, term)) }
    }
  })
  return simplify(derivative)
}
