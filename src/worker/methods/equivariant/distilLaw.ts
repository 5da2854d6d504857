import { mapExpr, type Expr } from '../../../shared/domain/expr.ts'
import type { Law } from '../../../shared/domain/law.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import { DEFAULT_MAX_COMPLEXITY } from '../../../shared/domain/run.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { splitRows } from '../../scoring/splitRows.ts'
import type { InvestigationContext } from '../method.ts'
import type { SampleQuestion } from './samples.ts'

export interface DistilledLaw {
  readonly law: Law
  /** In the columns of the table where the invariants are formulas of them. */
  readonly expression: Expr
}

const MOST_SECONDS = 15
const SHARE_OF_TIME = 0.4
/** A law that leaves more is none. */
const TRUSTED = 0.95

/** A formula of the target in few invariants, by the common search; null where there is none. */
export async function distilLaw(
  { invariants, answers, target }: SampleQuestion,
  { operators, columns }: Observations,
  context: InvestigationContext
): Promise<DistilledLaw | null> {
  const varying = invariants.filter(({ values }) => values.some((value) => value !== values[0]))
  if (varying.length === 0 || context.control.shouldStop()) return null
  const x = varying.map(({ values }) => values)
  const variable = columns.find((column) => column.variable.name === target)?.variable ?? { name: target, unit: null, dimension: null } // prettier-ignore
  const problem = { target: variable, inputs: varying.map((each) => each.variable), n: x[0]!.length, x, y: answers[0]!, weights: null, part: splitRows(x, 1), operators, maxComplexity: DEFAULT_MAX_COMPLEXITY, seeds: [] } // prettier-ignore
  const seconds = Math.min(MOST_SECONDS, SHARE_OF_TIME * context.secondsLeft())
  const [law] = await context.searchLaws(problem, { seconds, evaluations: null })
  if (law === undefined || (law.validation ?? law.fit).rSquared < TRUSTED) return null
  const expression = mapExpr(law.expression, {
    var: (node) => varying.find((each) => each.variable.name === node.name)?.expression ?? node
  })
  return { law, expression: simplify(expression) }
}
