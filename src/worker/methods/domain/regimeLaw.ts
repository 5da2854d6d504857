import type { Expr } from '../../../shared/domain/expr.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Problem } from '../../../shared/domain/problem.ts'
import { DEFAULT_MAX_COMPLEXITY } from '../../../shared/domain/run.ts'
import { splitRows } from '../../scoring/splitRows.ts'
import type { InvestigationContext } from '../method.ts'
import { rowsOfTable, type DomainTable } from './domainTable.ts'

/** Fewer rows than this in a regime are not worth a search. */
const MIN_ROWS = 8
const MOST_SECONDS = 10
const SHARE_OF_TIME = 0.25

/** The question of a law on some rows of the table; null where they are too few, or nothing varies in them. */
export function regimeProblem(
  table: DomainTable,
  rows: Uint32Array,
  operators: readonly OperatorId[],
  seeds: readonly Expr[] = []
): Problem | null {
  if (rows.length < MIN_ROWS) return null
  const part = rowsOfTable(table, rows)
  const varying = part.x.flatMap((values, j) => (isConstant(values) ? [] : [j]))
  if (varying.length === 0 || isConstant(part.y)) return null
  const x = varying.map((j) => part.x[j]!)
  return {
    target: part.target,
    inputs: varying.map((j) => part.inputs[j]!),
    n: part.n,
    x,
    y: part.y,
    weights: part.weights,
    part: splitRows(x, 1),
    operators,
    maxComplexity: DEFAULT_MAX_COMPLEXITY,
    seeds
  }
}

/** The best law of a problem within a share of the time that is left; null where none is found. */
export async function searchRegimeLaw(problem: Problem, context: InvestigationContext): Promise<Law | null> {
  if (context.control.shouldStop()) return null
  const seconds = Math.min(MOST_SECONDS, SHARE_OF_TIME * context.secondsLeft())
  const [law] = await context.searchLaws(problem, { seconds, evaluations: null })
  return law ?? null
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0])
}
