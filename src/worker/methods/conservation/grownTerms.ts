import { isDimensionless } from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'
import type { StateColumn } from './functionTerms.ts'
import { functionTerm, type LibraryTerm } from './libraryTerm.ts'

interface Grown {
  readonly expr: Expr
  readonly cost: number
}

const FUNCTIONS: readonly { readonly operator: OperatorId; readonly cost: number }[] = [
  { operator: 'sqrt', cost: 3 },
  { operator: 'exp', cost: 3.5 },
  { operator: 'log', cost: 3.5 },
  { operator: 'sin', cost: 4 },
  { operator: 'cos', cost: 4 },
  { operator: 'tanh', cost: 4.5 },
  { operator: 'atan', cost: 4.5 }
]
const MOST = 600

/**
 * Terms beyond the fixed libraries, simplest first: functions and reciprocals of sums, differences, products and squares
 * of states, alone and times a state. Symbolic search by enumeration: what is not finite on the data falls out later.
 * States with a unit are left out, for a function of them has none.
 */
export function grownTerms(states: readonly StateColumn[]): LibraryTerm[] {
  const pure = states.filter(({ variable: { dimension } }) => dimension === null || isDimensionless(dimension))
  const x = pure.map(({ variable: { name } }) => variable(name))
  const two = constant(2)
  const square = (expr: Expr) => apply('pow', expr, two)
  const singles: Grown[] = x.flatMap((one) => [
    { expr: one, cost: 1 },
    { expr: apply('neg', one), cost: 1.5 },
    { expr: square(one), cost: 2 },
    { expr: apply('neg', square(one)), cost: 2.5 }
  ])
  const pairs: Grown[] = x.flatMap((a, i) =>
    x.slice(i + 1).flatMap((b): Grown[] => [
      { expr: apply('add', a, b), cost: 2.5 },
      { expr: apply('sub', a, b), cost: 2.5 },
      { expr: apply('mul', a, b), cost: 2.5 },
      { expr: apply('add', square(a), square(b)), cost: 4 },
      { expr: apply('add', square(a), b), cost: 3.5 },
      { expr: apply('add', a, square(b)), cost: 3.5 },
      { expr: apply('div', a, b), cost: 3 },
      { expr: apply('div', b, a), cost: 3 }
    ])
  )
  const inner = [...singles, ...pairs]
  const shifted = inner.map(({ expr, cost }) => ({ expr: apply('add', constant(1), expr), cost: cost + 1 }))
  const outer = [
    ...inner.flatMap(({ expr, cost }) =>
      FUNCTIONS.map((one) => ({ expr: apply(one.operator, expr), cost: cost + one.cost }))
    ),
    ...shifted.flatMap(({ expr, cost }) => [
      { expr: apply('div', constant(1), expr), cost: cost + 2 },
      { expr: apply('log', expr), cost: cost + 3.5 },
      { expr: apply('sqrt', expr), cost: cost + 3 }
    ]),
    ...pairs.map(({ expr, cost }) => ({ expr: apply('div', constant(1), expr), cost: cost + 2 }))
  ]
  const products = outer.flatMap(({ expr, cost }) =>
    x.flatMap((factor) => [
      { expr: apply('mul', factor, expr), cost: cost + 1.5 },
      { expr: apply('mul', square(factor), expr), cost: cost + 2.5 }
    ])
  )
  const unique = new Map([...outer, ...products].map((one) => [printInfix(one.expr), one]))
  return [...unique.values()]
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST)
    .map(({ expr, cost }) => functionTerm(expr, cost + 1, pure[0]!.variable.dimension))
}
