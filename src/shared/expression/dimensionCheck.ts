import type { Dimension } from '../domain/dimension.ts'
import { paramValues, variableNames, type Expr } from '../domain/expr.ts'
import { dimensionEquations } from './dimensionEquations.ts'
import { solveLinearSystem } from './linearSystem.ts'

export interface DimensionCheck {
  /** Null where a variable that is used, or the target, has no unit. */
  readonly consistent: boolean | null
  /** Dimension of every fitted number, in parameter order; null where it is open or the units disagree. */
  readonly paramDimensions: readonly (Dimension | null)[]
}

/**
 * Whether target = expr can hold in any system of units, if every fitted number may carry a unit. `dimensions` has an
 * entry for each variable; one that is missing counts as a variable without unit.
 */
export function checkDimensions(
  expr: Expr,
  dimensions: ReadonlyMap<string, Dimension | null>,
  target: Dimension | null
): DimensionCheck {
  const open: DimensionCheck = { consistent: null, paramDimensions: paramValues(expr).map(() => null) }
  const used = variableNames(expr).map((name) => dimensions.get(name) ?? null)
  if (target === null || used.includes(null)) return open
  const equations = dimensionEquations(expr, (name) => dimensions.get(name)!, target)
  const { consistent, unknowns } = solveLinearSystem(equations, open.paramDimensions.length)
  if (!consistent) return { ...open, consistent }
  return { consistent, paramDimensions: unknowns.map((exponents) => exponents as Dimension | null) }
}
