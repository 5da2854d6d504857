import type { Column, NumberColumn, Role } from '../../shared/domain/dataset.ts'
import { measuredColumns } from '../../shared/domain/measuredColumns.ts'

const INDEX_NAMES = new Set(['index', 'id', 'row', 'rownumber', 'row_number', '#', 'no', 'no.', 'nr', 'nr.', 'number'])

/** Errors larger than this share of the range of what they belong to are no errors: `dx` may be a displacement. */
const LARGEST_ERROR = 1 / 3

/**
 * Gives each column the role that it most likely has: dates are time, text is a label, `sigma_x` beside `x` is its
 * error, columns without information (all missing, constant, or a count of the rows) are ignored, and the rest are
 * inputs. The user chooses the target.
 */
export function withDefaultRoles(columns: readonly Column[]): Column[] {
  return columns.map((column) => ({ ...column, role: defaultRole(column, columns) }))
}

function defaultRole(column: Column, columns: readonly Column[]): Role {
  if (column.kind === 'label') return 'label'
  if (column.origin !== null) return 'time'
  if (isErrorOfAnother(column, columns)) return 'errorOfInput'
  return isConstant(column.values) || isRowIndex(column.variable.name, column.values) ? 'ignore' : 'input'
}

/** Named for another column, in its unit, never negative, and small beside its range. */
function isErrorOfAnother({ variable, values }: NumberColumn, columns: readonly Column[]): boolean {
  const names = measuredColumns(variable.name)
  if (names.length === 0) return false
  const measured = columns.find((other) => other.variable.name !== variable.name && names.includes(other.variable.name))
  if (measured?.kind !== 'number') return false
  if (variable.unit !== null && variable.unit !== measured.variable.unit) return false
  const largest = LARGEST_ERROR * rangeOf(measured.values)
  return (
    values.some((value) => value > 0) && values.every((value) => Number.isNaN(value) || (value >= 0 && value < largest))
  )
}

function rangeOf(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return high - low
}

/** Missing cells do not count; also true when all cells are missing, and for a single row of course. */
function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value))
  return first === undefined || (values.length > 1 && values.every((value) => value === first || Number.isNaN(value)))
}

function isRowIndex(name: string, values: Float64Array): boolean {
  const first = values[0]
  return (
    INDEX_NAMES.has(name.toLowerCase()) &&
    (first === 0 || first === 1) &&
    values.every((value, i) => value === first + i)
  )
}
