import type { Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { TRAINING } from '../../../shared/domain/problem.ts'
import type { InvestigationContext } from '../method.ts'

/** What a network has learned, at some places. */
export interface LearnedValues {
  readonly target: string
  readonly inputs: readonly string[]
  /** x[j][i]: input j at place i. */
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
}

export interface FormulaSearch {
  /** Of the time left, and seconds at the most. */
  readonly timeShare: number
  readonly mostSeconds: number
  /** Formulas that are taken, best first. */
  readonly kept: number
}

const MAX_COMPLEXITY = 40
const EVALUATIONS = 250_000

/** Formulas of learned values, by the common search; their numbers are first guesses. None where stopped, or of a constant. */
export async function formulasOf(
  { target, inputs, x, y }: LearnedValues,
  operators: readonly OperatorId[],
  { timeShare, mostSeconds, kept }: FormulaSearch,
  context: InvestigationContext
): Promise<Expr[]> {
  if (context.control.shouldStop() || y.every((value) => value === y[0])) return []
  const plain = (name: string) => ({ name, unit: null, dimension: null })
  const laws = await context.searchLaws(
    {
      target: plain(target),
      inputs: inputs.map(plain),
      n: y.length,
      x,
      y,
      weights: null,
      part: Uint8Array.from(y, (_, i) => (i % 5 === 3 ? 1 : TRAINING)),
      operators,
      maxComplexity: MAX_COMPLEXITY,
      seeds: []
    },
    { seconds: Math.min(mostSeconds, timeShare * context.secondsLeft()), evaluations: EVALUATIONS }
  )
  return laws.slice(0, kept).map(({ form }) => form)
}
