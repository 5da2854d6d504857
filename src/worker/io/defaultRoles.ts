import type { Column, Role } from '../../shared/domain/dataset.ts'

const INDEX_NAMES = new Set(['index', 'id', 'row', 'rownumber', 'row_number', '#', 'no', 'no.', 'nr', 'nr.', 'number'])

/**
 * Gives each column the role that it most likely has: dates are time, text is a label, columns without information (all
 * missing, constant, or a count of the rows) are ignored, and the rest are inputs. The user chooses the target.
 */
export function withDefaultRoles(columns: readonly Column[]): Column[] {
  return columns.map((column) => ({ ...column, role: defaultRole(column) }))
}

function defaultRole(column: Column): Role {
  if (column.kind === 'label') return 'label'
  if (column.origin !== null) return 'time'
  return isConstant(column.values) || isRowIndex(column.variable.name, column.values) ? 'ignore' : 'input'
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
