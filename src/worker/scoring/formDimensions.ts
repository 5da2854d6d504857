import { isDimensionless } from '../../shared/domain/dimension.ts'
import type { Expr } from '../../shared/domain/expr.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import { checkDimensions } from '../../shared/expression/dimensionCheck.ts'
import { unitsOfParams } from '../../shared/expression/unitsOfParams.ts'

export interface FormDimensions {
  /** Null where some unit is not known. */
  readonly consistent: boolean | null
  /** Unit of Param i in the user's units, or null where it is not determined. */
  readonly units: readonly (string | null)[]
  /** Param i carries a dimension: its value depends on the choice of units. */
  readonly hasUnit: readonly boolean[]
}

/** Dimensions of a form whose Params have their fitted values: a fitted exponent decides the unit of its factor. */
export function formDimensions(form: Expr, problem: Problem): FormDimensions {
  const dimensions = new Map(problem.inputs.map(({ name, dimension }) => [name, dimension]))
  const { consistent, paramDimensions } = checkDimensions(form, dimensions, problem.target.dimension)
  return {
    consistent,
    units: unitsOfParams(form, problem.inputs, problem.target),
    hasUnit: paramDimensions.map((dimension) => dimension !== null && !isDimensionless(dimension))
  }
}
