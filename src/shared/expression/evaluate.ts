import { constValue, fold, type Expr } from '../domain/expr.ts'
import { OPERATORS } from '../domain/operators.ts'

/** The value at one point; NaN where it is undefined or a variable has no value. */
export function evaluate(expr: Expr, point: Readonly<Record<string, number>>): number {
  return fold(expr, {
    const: constValue,
    param: (node) => node.value,
    var: (node) => (Object.hasOwn(point, node.name) ? point[node.name]! : NaN),
    apply: (node, [a, b]) => OPERATORS[node.operator].evaluate(a!, b!)
  })
}

export type RealFunction = (values: ArrayLike<number>) => number

/** The formula as a function of an array, values[i] being the variable names[i]; for curves, not for searches. */
export function toFunction(expr: Expr, names: readonly string[]): RealFunction {
  return fold<RealFunction>(expr, {
    const: (node) => {
      const value = constValue(node)
      return () => value
    },
    param:
      ({ value }) =>
      () =>
        value,
    var: (node) => {
      const i = names.indexOf(node.name)
      return i < 0 ? () => NaN : (values) => values[i]!
    },
    apply: (node, [a, b]) => {
      const { evaluate: compute } = OPERATORS[node.operator]
      if (!b) return (values) => compute(a!(values), 0)
      return (values) => compute(a!(values), b(values))
    }
  })
}
