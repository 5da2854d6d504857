import { constValue, fold, type Expr } from '../../src/shared/domain/expr.ts'
import { OPERATORS } from '../../src/shared/domain/operators.ts'

export interface Measured {
  readonly value: number
  /** Bound on the rounding error; Infinity where rounding may leave the domain or cross a jump. */
  readonly error: number
  /** Largest and smallest non-zero magnitude on the way: far from 1, another order of operations may overflow. */
  readonly extent: number
}

/** Evaluates with a forward error bound: each operator adds 4 units in the last place and passes on what came in. */
export function evaluateWithError(expr: Expr, point: Readonly<Record<string, number>>): Measured {
  const leaf = (value: number): Measured => ({ value, error: 2 ** -51 * Math.abs(value), extent: magnitude(value) })
  return fold<Measured>(expr, {
    const: (node) => leaf(constValue(node)),
    param: (node) => leaf(node.value),
    var: (node) => ({ ...leaf(point[node.name]!), error: 0 }),
    apply: (node, args) => {
      const { evaluate } = OPERATORS[node.operator]
      const [a, b = { value: 0, error: 0, extent: 0 }] = args as [Measured, Measured?]
      const value = evaluate(a.value, b.value)
      let error = 2 ** -50 * Math.abs(value)
      for (const da of [-a.error, 0, a.error])
        for (const db of [-b.error, 0, b.error]) {
          const moved = Math.abs(evaluate(a.value + da, b.value + db) - value)
          error = Number.isFinite(moved) ? Math.max(error, 2 * moved + 2 ** -50 * Math.abs(value)) : Infinity
          if (error === Infinity) return { value, error, extent: Infinity }
        }
      return { value, error, extent: Math.max(magnitude(value), a.extent, b.extent) }
    }
  })
}

function magnitude(value: number): number {
  return value === 0 ? 0 : Math.abs(Math.log10(Math.abs(value)))
}
