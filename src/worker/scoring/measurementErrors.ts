import type { Dataset, NumberColumn } from '../../shared/domain/dataset.ts'
import { measuredColumns } from '../../shared/domain/measuredColumns.ts'
import { AppError } from '../../shared/errors.ts'

/** The columns that give the standard errors of measured ones. */
export interface MeasurementErrors {
  readonly ofTarget: NumberColumn | null
  /** One for each input, null where nothing is said of its errors. */
  readonly ofInputs: readonly (NumberColumn | null)[]
}

/**
 * Finds the columns of errors by role, and those of inputs by name: `sigma_x` belongs to `x`. The errors of a column
 * that is now the target are those of the target. With a single input a column of another name belongs to it; elsewhere
 * it is an AppError, for nobody can tell whose errors it holds.
 */
export function measurementErrors(dataset: Dataset, target: string, inputs: readonly string[]): MeasurementErrors {
  const numbers = dataset.columns.filter((column): column is NumberColumn => column.kind === 'number')
  const given = numbers.filter(
    ({ role, variable }) => role === 'errorOfInput' && variable.name !== target && !inputs.includes(variable.name)
  )
  const belongsTo = (name: string) =>
    given.find(({ variable }) => measuredColumns(variable.name).includes(name)) ?? null
  const [only, second] = inputs
  const known = numbers.map(({ variable }) => variable.name)
  const nameless = given.filter(({ variable }) => !measuredColumns(variable.name).some((name) => known.includes(name)))
  const [stray] = nameless
  if (stray !== undefined && (second !== undefined || nameless.length > 1)) {
    const { name } = stray.variable
    throw new AppError(
      'badOption',
      `${name} has the role "error of an input", but its name does not say of which: call it for instance sigma_${only}`,
      { column: name, inputs }
    )
  }
  return {
    ofTarget: numbers.find(({ role }) => role === 'errorOfTarget') ?? belongsTo(target),
    ofInputs: inputs.map((input) => belongsTo(input) ?? stray ?? null)
  }
}
