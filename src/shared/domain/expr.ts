import type { OperatorId } from './operators.ts'

/**
 * A formula as a sum type, folded by everything: printing, evaluation, derivation, complexity.
 * Const is structural (the 2 in x²) and exact; Param is fitted to data. Both complexity and description length need
 * the difference. A Param has no name: the i-th Param in depth-first, left-to-right order is parameter i.
 */
export type Expr = Const | Param | Var | Apply

/** Exact value numerator/denominator · symbol. A rational has whole numerator and denominator ≥ 1. */
export interface Const {
  readonly kind: 'const'
  readonly numerator: number
  readonly denominator: number
  readonly symbol: 'pi' | 'e' | null
}
export interface Param {
  readonly kind: 'param'
  readonly value: number
}
export interface Var {
  readonly kind: 'var'
  readonly name: string
}
export interface Apply {
  readonly kind: 'apply'
  readonly operator: OperatorId
  readonly args: readonly Expr[]
}

export function constant(numerator: number, denominator = 1, symbol: Const['symbol'] = null): Const {
  return { kind: 'const', numerator, denominator, symbol }
}
export function param(value: number): Param {
  return { kind: 'param', value }
}
export function variable(name: string): Var {
  return { kind: 'var', name }
}
export function apply(operator: OperatorId, ...args: readonly Expr[]): Apply {
  return { kind: 'apply', operator, args }
}

export function constValue({ numerator, denominator, symbol }: Const): number {
  const rational = numerator / denominator
  return symbol === 'pi' ? rational * Math.PI : symbol === 'e' ? rational * Math.E : rational
}

export interface ExprFolder<T> {
  const(node: Const): T
  param(node: Param): T
  var(node: Var): T
  apply(node: Apply, args: readonly T[]): T
}

/** Bottom-up fold; children are visited left to right, so Params are met in parameter order. */
export function fold<T>(expr: Expr, folder: ExprFolder<T>): T {
  switch (expr.kind) {
    case 'const':
      return folder.const(expr)
    case 'param':
      return folder.param(expr)
    case 'var':
      return folder.var(expr)
    case 'apply':
      return folder.apply(
        expr,
        expr.args.map((arg) => fold(arg, folder))
      )
  }
}

const identity: ExprFolder<Expr> = {
  const: (node) => node,
  param: (node) => node,
  var: (node) => node,
  apply: (node, args) => ({ ...node, args })
}

/** Rebuilds the formula with some kinds of node replaced. */
export function mapExpr(expr: Expr, change: Partial<ExprFolder<Expr>>): Expr {
  return fold(expr, { ...identity, ...change })
}

/** Values of the fitted parameters, in parameter order. */
export function paramValues(expr: Expr): number[] {
  const values: number[] = []
  mapExpr(expr, {
    param: (node) => {
      values.push(node.value)
      return node
    }
  })
  return values
}

/** The same formula with parameter i set to values[i]; a formula in place of a number makes that parameter structural. */
export function withParams(expr: Expr, values: ArrayLike<number | Expr>): Expr {
  let i = 0
  return mapExpr(expr, {
    param: (node) => {
      const value = values[i++]
      return value === undefined ? node : typeof value === 'number' ? param(value) : value
    }
  })
}

/** Names of the variables used, each once, in order of first use. */
export function variableNames(expr: Expr): string[] {
  const names = new Set<string>()
  mapExpr(expr, {
    var: (node) => {
      names.add(node.name)
      return node
    }
  })
  return [...names]
}

/** All nodes of the tree. */
export function nodeCount(expr: Expr): number {
  return fold(expr, {
    const: () => 1,
    param: () => 1,
    var: () => 1,
    apply: (_, args) => 1 + args.reduce((sum, n) => sum + n, 0)
  })
}
