import type { Role, Variable } from './dataset.ts'
import type { OperatorId } from './operators.ts'

/**
 * What a method is asked that looks at a whole table: events, trajectories, fluxes. The rows are in the order of the
 * table. Columns may lie in shared memory.
 */
export interface Observations {
  /** Name of the table. */
  readonly name: string
  readonly n: number
  /** Every column except those that are ignored, in the order of the table. */
  readonly columns: readonly ObservedColumn[]
  /** Columns of numbers set aside because they never change: the charge of an atom, a pixel that is always black. */
  readonly constants?: readonly ObservedColumn[]
  /** The column to explain, for methods that ask for one. */
  readonly target: string | null
  /** Columns that the user chose to look at; null for all that have the role. */
  readonly inputs: readonly string[] | null
  /** Operators that formulas may use. */
  readonly operators: readonly OperatorId[]
}

export interface ObservedColumn {
  readonly variable: Variable
  readonly role: Role
  /** Length n, NaN for a missing cell; of a column of text the number of the label. */
  readonly values: Float64Array
  readonly isText: boolean
  /** Of a column of text: the label that a number stands for. */
  readonly levels?: readonly string[]
}
