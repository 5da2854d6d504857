import { apply, constant, mapExpr, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import { simplify } from '../../../shared/expression/simplify.ts'

/**
 * A formula whose numbers are variables called #0, #1, …: the same number may stand in many places, as the strength of a
 * force between many pairs does, and derivatives keep their numbers.
 */
export interface Parametric {
  readonly expr: Expr
  readonly values: readonly number[]
}

export function numberName(index: number): string {
  return `#${index}`
}

export function numberNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => numberName(i))
}

/** Formula with its numbers as Params, or exact formulas where `exact` has them, and the number behind each Param. */
export function instantiate(
  { expr, values }: Parametric,
  exact: readonly (Expr | null)[] = []
): { readonly expression: Expr; readonly numbers: readonly number[] } {
  const expression = simplify(
    mapExpr(expr, {
      var: (node) => {
        const index = indexOf(node.name)
        return index === null ? node : (exact[index] ?? param(values[index]!))
      }
    })
  )
  const numbers: number[] = []
  mapExpr(expression, {
    param: (node) => {
      numbers.push(values.findIndex((value) => Math.abs(value) === Math.abs(node.value)))
      return node
    }
  })
  return { expression, numbers }
}

/** The sum of the terms, each times a number of its own; the numbers inside a term follow its factor. */
export function weightedSum(terms: readonly Parametric[], factors: ArrayLike<number>): Parametric {
  const values: number[] = []
  const parts = terms.map(({ expr, values: own }, i) => {
    const factor = variable(numberName(values.length))
    values.push(factors[i]!)
    const shift = values.length
    values.push(...own)
    const moved = mapExpr(expr, {
      var: (node) => {
        const index = indexOf(node.name)
        return index === null ? node : variable(numberName(index + shift))
      }
    })
    return apply('mul', factor, moved)
  })
  const expr = parts.reduce<Expr | null>((sum, part) => (sum === null ? part : apply('add', sum, part)), null)
  return { expr: expr ?? constant(0), values }
}

/** Every Param of a formula becomes a number of its own. */
export function fromExpression(expression: Expr): Parametric {
  const values: number[] = []
  const expr = mapExpr(expression, {
    param: (node) => variable(numberName(values.push(node.value) - 1))
  })
  return { expr, values }
}

function indexOf(name: string): number | null {
  return name.startsWith('#') ? Number(name.slice(1)) : null
}
