import type { Column, Dataset } from '../../shared/domain/dataset.ts'
import type { ObservedColumn, Observations } from '../../shared/domain/observations.ts'
import { DEFAULT_OPERATORS } from '../../shared/domain/operators.ts'
import type { RunRequest } from '../../shared/domain/run.ts'
import { AppError } from '../../shared/errors.ts'
import { sharedFloats } from '../numeric/sharedColumns.ts'

/**
 * Turns a table and a request into what a method that looks at whole tables is asked. Rows with missing cells stay: what
 * they mean is for the method to say. Columns that the user names are there even where their role is to be ignored.
 */
export function observationsOf(dataset: Dataset, request: RunRequest): Observations {
  const { target, inputs } = request
  for (const name of [...(target === null ? [] : [target]), ...(inputs ?? [])]) requireColumn(dataset, name)
  const isNamed = (name: string) => name === target || inputs?.includes(name) === true
  const columns = dataset.columns.filter(({ role, variable }) => role !== 'ignore' || isNamed(variable.name))
  return {
    name: dataset.name,
    n: dataset.rows,
    columns: columns.map(observedColumn),
    constants: dataset.columns.filter((column) => !columns.includes(column) && isConstant(column)).map(observedColumn),
    target,
    inputs,
    operators: request.operators ?? DEFAULT_OPERATORS
  }
}

function isConstant(column: Column): boolean {
  return column.kind === 'number' && column.values.every((value) => value === column.values[0])
}

function observedColumn(column: Column): ObservedColumn {
  const { variable, role } = column
  if (column.kind === 'number') return { variable, role, values: column.values, isText: false }
  const values = sharedFloats(column.codes.length)
  for (let i = 0; i < values.length; i++) values[i] = column.codes[i]! < 0 ? NaN : column.codes[i]!
  return { variable, role, values, isText: true, levels: column.levels }
}

function requireColumn({ name, columns }: Dataset, wanted: string): void {
  const names = columns.map(({ variable }) => variable.name)
  if (names.includes(wanted)) return
  throw new AppError('unknownColumn', `${name} has no column "${wanted}"; its columns are ${names.join(', ')}`, {
    column: wanted,
    columns: names
  })
}
