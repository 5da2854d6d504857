import { fold, mapExpr, type Expr } from '../domain/expr.ts'

/** A function of the user's own: wherever it is called, its body stands. */
export interface Definition {
  readonly name: string
  /** One or two names, which the body reads. */
  readonly params: readonly string[]
  readonly body: Expr
}

export type Definitions = ReadonlyMap<string, Definition>

/** The body with the arguments in the places of the names. */
export function expandCall({ params, body }: Definition, args: readonly Expr[]): Expr {
  return mapExpr(body, { var: (node) => args[params.indexOf(node.name)] ?? node })
}

/** How often the body reads one of its arguments. */
export function timesRead({ params, body }: Definition, argument: number): number {
  return fold<number>(body, {
    const: () => 0,
    param: () => 0,
    var: (node) => (node.name === params[argument] ? 1 : 0),
    apply: (_, counts) => counts.reduce((sum, count) => sum + count, 0)
  })
}
