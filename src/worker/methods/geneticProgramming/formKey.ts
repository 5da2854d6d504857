import { fold, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS } from '../../../shared/domain/operators.ts'

/** The same text for formulas that differ only in the values of parameters or in the order of sums and products. */
export function formKey(expr: Expr): string {
  return fold<string>(expr, {
    const: ({ numerator, denominator, symbol }) => `${numerator}/${denominator}${symbol ?? ''}`,
    param: () => '#',
    var: ({ name }) => `\`${name}\``,
    apply: (node, args) => {
      const ordered = OPERATORS[node.operator].commutative ? args.toSorted() : args
      return `${node.operator}(${ordered.join(',')})`
    }
  })
}
