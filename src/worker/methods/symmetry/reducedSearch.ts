import { mapExpr, type Expr } from '../../../shared/domain/expr.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { DEFAULT_MAX_COMPLEXITY } from '../../../shared/domain/run.ts'
import { toFunction } from '../../../shared/expression/evaluate.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { splitRows } from '../../scoring/splitRows.ts'
import type { DomainTable } from '../domain/domainTable.ts'
import type { TestedSymmetry } from './lawSymmetry.ts'
import { invariantsOf } from './targetSymmetry.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'

/** The question of a law in all inputs. */
export function wholeProblem(
  { target, inputs, n, x, y, weights }: DomainTable,
  operators: readonly OperatorId[]
): Problem {
  return { target, inputs, n, x, y, weights, part: splitRows(x, 1), operators, maxComplexity: DEFAULT_MAX_COMPLEXITY, seeds: [] } // prettier-ignore
}

/** The same question with invariants in place of the inputs that symmetries move. */
export interface ReducedProblem {
  readonly problem: Problem
  /** A formula of the reduced question in the columns of the table. */
  inColumns(law: Law): Expr
}

/** Null where no symmetry replaces inputs by fewer invariants. */
export function reduceProblem(
  table: DomainTable,
  found: readonly TestedSymmetry[],
  operators: readonly OperatorId[]
): ReducedProblem | null {
  const names = table.inputs.map(({ name }) => name)
  const taken = new Set<number>()
  const invariants: Expr[] = []
  for (const { symmetry } of [...found].sort((a, b) => b.symmetry.inputs.length - a.symmetry.inputs.length)) {
    const isUseful =
      symmetry.kind === 'turn' ||
      symmetry.kind === 'translation' ||
      (symmetry.kind === 'scale' && symmetry.degree === 0)
    if (!isUseful || symmetry.inputs.some((input) => taken.has(input))) continue
    for (const input of symmetry.inputs) taken.add(input)
    invariants.push(...invariantsOf(symmetry, names))
  }
  if (invariants.length === 0) return null
  const kept = names.flatMap((name, j) => (taken.has(j) ? [] : [{ variable: table.inputs[j]!, expr: null, name, values: table.x[j]! }])) // prettier-ignore
  const made = invariants.map((expr, k) => {
    const f = toFunction(expr, names)
    const values = Float64Array.from(table.y, (_, row) => f(table.x.map((column) => column[row]!)))
    const name = freeName(`invariant${k + 1}`, names)
    return { variable: { name, unit: null, dimension: null }, expr, name, values }
  })
  if (!made.every(({ values }) => values.every(Number.isFinite))) return null
  const features = [...kept, ...made]
  const whole = wholeProblem(table, operators)
  const x = features.map(({ values }) => values)
  return {
    problem: { ...whole, inputs: features.map(({ variable }) => variable), x, part: splitRows(x, 1) },
    inColumns: ({ expression }) =>
      simplify(mapExpr(expression, { var: (node) => made.find(({ name }) => name === node.name)?.expr ?? node }))
  }
}

function freeName(wanted: string, names: readonly string[]): string {
  return names.includes(wanted) ? freeName(`${wanted}_`, names) : wanted
}
