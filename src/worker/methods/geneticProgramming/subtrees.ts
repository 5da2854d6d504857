import { nodeCount, type Expr } from '../../../shared/domain/expr.ts'

/** Node `index` in depth-first order, the root being 0. */
export function subtreeAt(expr: Expr, index: number): Expr {
  if (index === 0) return expr
  if (expr.kind !== 'apply') throw new RangeError(`no node ${index} in a leaf`)
  let left = index - 1
  for (const arg of expr.args) {
    const size = nodeCount(arg)
    if (left < size) return subtreeAt(arg, left)
    left -= size
  }
  throw new RangeError(`no node ${index}`)
}

/** The tree with node `index` replaced. */
export function replaceAt(expr: Expr, index: number, replacement: Expr): Expr {
  if (index === 0) return replacement
  if (expr.kind !== 'apply') throw new RangeError(`no node ${index} in a leaf`)
  let left = index - 1
  return {
    ...expr,
    args: expr.args.map((arg) => {
      const at = left
      left -= nodeCount(arg)
      return at >= 0 && left < 0 ? replaceAt(arg, at, replacement) : arg
    })
  }
}
