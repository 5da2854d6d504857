import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import type { Library } from './library.ts'
import { termFormula } from './term.ts'
import type { TransformedTarget } from '../transformedTarget.ts'

/** A transformed target to be explained by terms. */
export interface SumProblem {
  readonly target: TransformedTarget
  readonly names: readonly string[]
  readonly operators: ReadonlySet<OperatorId>
}

/** y = T⁻¹(b₀ + Σ b_k term_k) with fitted numbers; null where the fit or the operators do not allow it. */
export function sumLaw(
  { target, names, operators }: SumProblem,
  { terms, columns }: Library,
  chosen: readonly number[],
  hasIntercept: boolean
): Expr | null {
  const design = chosen.map((c) => columns[c]!)
  if (hasIntercept) design.unshift(new Float64Array(target.values.length).fill(1))
  const fit = leastSquares(design, target.values, target.weights)
  if (fit === null || fit.rank < design.length) return null
  const coefficients = [...fit.coefficients]
  let sum: Expr | null = hasIntercept ? param(coefficients.shift()!) : null
  for (const [k, c] of chosen.entries()) {
    const value = coefficients[k]!
    const isSubtracted: boolean = sum !== null && value < 0 && operators.has('sub')
    if (sum !== null && !isSubtracted && !operators.has('add')) return null
    const term = termFormula(isSubtracted ? -value : value, terms[c]!, names, operators)
    if (term === null) return null
    sum = sum === null ? term : apply(isSubtracted ? 'sub' : 'add', sum, term)
  }
  return sum && target.transform.invert(sum, target.isNegative)
}
