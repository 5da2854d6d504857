import type { Column, Dataset, DatasetEdit } from '../../shared/domain/dataset.ts'
import { AppError, assertNever, isAppError } from '../../shared/errors.ts'
import { parseUnit } from '../../shared/expression/units.ts'
import { pickRows } from '../numeric/pickRows.ts'
import { matchingRows, renameInCondition } from './condition.ts'
import { effectiveEdits, type TableEdit } from './effectiveEdits.ts'
import { evaluateFormula, formulaColumns, renameInFormula } from './formula.ts'

/** A table with the user's changes in force. */
export interface EditedTable {
  readonly dataset: Dataset
  /** Rows before filters. */
  readonly totalRows: number
  /** Formula of every derived column by the column's name. */
  readonly formulas: ReadonlyMap<string, string>
  readonly filters: readonly string[]
}

export function unedited(dataset: Dataset): EditedTable {
  return { dataset, totalRows: dataset.rows, formulas: new Map(), filters: [] }
}

/** Replays changes over the table as it was read. */
export function applyEdits(table: EditedTable, edits: readonly DatasetEdit[]): EditedTable {
  return effectiveEdits(edits).reduce(applyEdit, table)
}

/** The changes that still make sense over a table that was read anew, in order; the rest is left out. */
export function fittingEdits(table: EditedTable, edits: readonly DatasetEdit[]): TableEdit[] {
  const kept: TableEdit[] = []
  let current = table
  for (const edit of effectiveEdits(edits)) {
    try {
      current = applyEdit(current, edit)
      kept.push(edit)
    } catch (error) {
      if (!isAppError(error)) throw error
    }
  }
  return kept
}

/** One change. The columns that it does not touch are shared with the table before it. */
export function applyEdit(table: EditedTable, edit: TableEdit): EditedTable {
  switch (edit.kind) {
    case 'rename':
      return rename(table, edit.column, edit.name)
    case 'unit': {
      const unit = edit.unit?.trim() || null
      const dimension = unit === null ? null : parseUnit(unit).dimension
      return changeColumn(table, edit.column, (column) => ({
        ...column,
        variable: { ...column.variable, unit, dimension }
      }))
    }
    case 'role':
      return setRole(table, edit.column, edit.role)
    case 'derive':
      return derive(table, edit.name, edit.formula)
    case 'remove':
      return remove(table, edit.column)
    case 'fill':
      return fill(table, edit.column, edit.row, edit.value)
    case 'filter':
      return filter(table, edit.condition)
    default:
      return assertNever(edit)
  }
}

function rename(table: EditedTable, from: string, name: string): EditedTable {
  const to = newName(table.dataset, name, from)
  const renamed = changeColumn(table, from, (column) => ({ ...column, variable: { ...column.variable, name: to } }))
  const formulas = [...table.formulas].map(
    ([column, formula]) => [column === from ? to : column, renameInFormula(formula, from, to)] as const
  )
  return {
    ...renamed,
    formulas: new Map(formulas),
    filters: table.filters.map((condition) => renameInCondition(condition, from, to))
  }
}

/** There is one target: the old one becomes an input. */
function setRole(table: EditedTable, name: string, role: Column['role']): EditedTable {
  const column = findColumn(table.dataset, name)
  if (column.kind === 'label' && role !== 'label' && role !== 'ignore' && role !== 'group') {
    throw new AppError('notNumeric', `The column ${name} holds text: it can be a label, a group, or be ignored.`, {
      column: name
    })
  }
  const columns = table.dataset.columns.map((other): Column => {
    if (other === column) return { ...other, role }
    return role === 'target' && other.role === 'target' ? { ...other, role: 'input' } : other
  })
  return { ...table, dataset: { ...table.dataset, columns } }
}

function derive(table: EditedTable, name: string, formula: string): EditedTable {
  const { dataset } = table
  const column: Column = {
    kind: 'number',
    variable: { name: newName(dataset, name, null), unit: null, dimension: null },
    role: 'input',
    values: evaluateFormula(dataset, formula),
    origin: null
  }
  return {
    ...table,
    dataset: { ...dataset, columns: [...dataset.columns, column] },
    formulas: new Map([...table.formulas, [column.variable.name, formula]])
  }
}

function remove(table: EditedTable, name: string): EditedTable {
  const { dataset } = table
  const column = findColumn(dataset, name)
  if (dataset.columns.length === 1)
    throw new AppError('badOption', 'The last column cannot be removed.', { column: name })
  const formulas = new Map(table.formulas)
  formulas.delete(name)
  return {
    ...table,
    dataset: { ...dataset, columns: dataset.columns.filter((other) => other !== column) },
    formulas
  }
}

/** Only a missing cell is filled: over a table that was read anew, the same row may be another one. */
function fill(table: EditedTable, name: string, row: number, value: number): EditedTable {
  const { dataset, formulas, filters } = table
  const column = findColumn(dataset, name)
  const place = { column: name, row: row + 1 }
  if (filters.length > 0) throw new AppError('conflict', 'Take the filters back before you fill a cell.', place)
  if (!Number.isFinite(value)) throw new AppError('badOption', 'A cell takes one number.', place)
  if (column.kind === 'label' || column.origin !== null || formulas.has(name)) {
    throw new AppError('notNumeric', `${name} is not a column of numbers that were read.`, place)
  }
  if (!Number.isNaN(column.values[row] ?? 0)) {
    throw new AppError('conflict', `No number is missing in row ${row + 1} of ${name}.`, place)
  }
  const filled = changeColumn(table, name, () => ({ ...column, values: column.values.with(row, value) }))
  return deriveAgain(filled, name)
}

/** Columns derived from a changed one, and those derived from them; one whose other columns are gone stays as it was. */
function deriveAgain(table: EditedTable, name: string): EditedTable {
  const present = new Set(table.dataset.columns.map(({ variable }) => variable.name))
  const changed = new Set([name])
  return [...table.formulas].reduce((current, [derived, formula]) => {
    const names = formulaColumns(formula)
    if (!names.some((each) => changed.has(each)) || !names.every((each) => present.has(each))) return current
    changed.add(derived)
    return changeColumn(current, derived, (column) => ({
      ...column,
      values: evaluateFormula(current.dataset, formula)
    }))
  }, table)
}

function filter(table: EditedTable, condition: string): EditedTable {
  const { dataset } = table
  const rows = matchingRows(dataset, condition)
  if (rows.length === 0) throw new AppError('noRows', `No row satisfies "${condition}".`, { condition })
  return {
    ...table,
    dataset: { ...dataset, rows: rows.length, columns: dataset.columns.map((column) => takeRows(column, rows)) },
    filters: [...table.filters, condition.trim()]
  }
}

export function takeRows(column: Column, rows: Uint32Array): Column {
  if (column.kind === 'number') return { ...column, values: pickRows(column.values, rows) }
  const codes = new Int32Array(rows.length)
  for (let k = 0; k < rows.length; k++) codes[k] = column.codes[rows[k]!]!
  return { ...column, codes }
}

function changeColumn(table: EditedTable, name: string, change: (column: Column) => Column): EditedTable {
  const found = findColumn(table.dataset, name)
  const columns = table.dataset.columns.map((column) => (column === found ? change(column) : column))
  return { ...table, dataset: { ...table.dataset, columns } }
}

function findColumn(dataset: Dataset, name: string): Column {
  const column = dataset.columns.find(({ variable }) => variable.name === name)
  if (column !== undefined) return column
  const names = dataset.columns.map(({ variable }) => variable.name)
  throw new AppError('unknownColumn', `There is no column "${name}"; the columns are ${names.join(', ')}.`, {
    column: name,
    columns: names
  })
}

/** The name without blanks at its ends; `own` is the column that bears it now, if any. */
function newName(dataset: Dataset, text: string, own: string | null): string {
  const name = text.trim()
  // a line break or a tab in a name would break every export
  if (name === '' || name.length > 200 || /\p{Cc}/u.test(name)) {
    throw new AppError('badOption', 'A column needs a name of one line with at most 200 characters.', { column: text })
  }
  if (name !== own && dataset.columns.some(({ variable }) => variable.name === name)) {
    throw new AppError('conflict', `There is already a column "${name}".`, { column: name })
  }
  return name
}
