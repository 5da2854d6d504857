import { fold, type Expr } from '../domain/expr.ts'

/** A text that two formulas share exactly when their trees are equal, the values of their Params included. */
export function structureKey(expr: Expr): string {
  return keyOf(expr, (value) => `#${value}`)
}

/** As structureKey, but any two Params look alike. */
export function shapeKey(expr: Expr): string {
  return keyOf(expr, () => '#')
}

function keyOf(expr: Expr, printParam: (value: number) => string): string {
  return fold<string>(expr, {
    const: (node) => `${node.numerator}/${node.denominator}${node.symbol ?? ''}`,
    param: (node) => printParam(node.value),
    // the length keeps names with odd characters apart
    var: (node) => `${node.name.length}'${node.name}`,
    apply: (node, args) => `${node.operator}(${args.join(',')})`
  })
}

export function hasVariable(expr: Expr): boolean {
  return fold<boolean>(expr, {
    const: () => false,
    param: () => false,
    var: () => true,
    apply: (_, args) => args.some(Boolean)
  })
}

export function hasParam(expr: Expr): boolean {
  return fold<boolean>(expr, {
    const: () => false,
    param: () => true,
    var: () => false,
    apply: (_, args) => args.some(Boolean)
  })
}
