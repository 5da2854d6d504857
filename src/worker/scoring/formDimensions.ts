import { paramValues, type Expr } from '../../shared/domain/expr.ts'
import type { Problem } from '../../shared/domain/problem.ts'

export interface FormDimensions {
  /** Null where some unit is not known. */
  readonly consistent: boolean | null
  /** Unit of Param i in the user's units, or null where it is not determined or has none. */
  readonly units: readonly (string | null)[]
  /** Param i carries a dimension: its value depends on the choice of units. */
  readonly hasUnit: readonly boolean[]
}

export function formDimensions(form: Expr, _problem: Problem): FormDimensions {
  const values = paramValues(form)
  return { consistent: null, units: values.map(() => null), hasUnit: values.map(() => false) }
}
