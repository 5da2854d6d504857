import type { Variable } from '../../../shared/domain/dataset.ts'
import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { pickRows } from '../../numeric/pickRows.ts'

/** A target and its inputs on the rows where all have a number. */
export interface DomainTable {
  readonly target: Variable
  readonly inputs: readonly Variable[]
  readonly n: number
  /** x[j][i]: input j, row i. */
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
  /** Relative weights, or null for equal ones. */
  readonly weights: Float64Array | null
}

/** Fewer rows cannot show that a law ends. */
const MIN_ROWS = 12

/** The table of the question, or in words what it lacks. */
export function readDomainTable({ columns, target, inputs, n, name }: Observations): DomainTable | string {
  if (target === null) return 'Where a law holds can only be asked of a target: name the column to explain.'
  const numbers = columns.filter(({ isText }) => !isText)
  const find = (wanted: string) => numbers.find(({ variable }) => variable.name === wanted)
  const y = find(target)
  if (y === undefined) return `The target ${target} is no column of numbers.`
  const missing = inputs?.find((input) => find(input) === undefined)
  if (missing !== undefined) return `The input ${missing} is no column of numbers.`
  const isInput = ({ role, variable }: ObservedColumn) =>
    variable.name !== target && (inputs === null ? role === 'input' || role === 'time' : inputs.includes(variable.name))
  const candidates = numbers.filter(isInput)
  if (candidates.length === 0) return `${name} has no column of numbers besides ${target} to use as an input.`
  const weight = numbers.find(({ role }) => role === 'weight' || role === 'errorOfTarget')
  const rows = completeRows([y, ...candidates], weight, n)
  if (rows.length < MIN_ROWS) {
    return `Finding where a law ends needs at least ${MIN_ROWS} complete rows; there are ${rows.length}.`
  }
  const take = ({ values }: ObservedColumn) => pickRows(values, rows)
  const varying = candidates.map((column) => ({ variable: column.variable, values: take(column) })).filter(({ values }) => !isConstant(values)) // prettier-ignore
  if (varying.length === 0) return 'Every input is constant: there is nothing along which a law could end.'
  const values = take(y)
  if (isConstant(values)) return `The target ${target} is constant (${values[0]}): there is nothing to explain.`
  return {
    target: y.variable,
    inputs: varying.map(({ variable }) => variable),
    n: rows.length,
    x: varying.map((column) => column.values),
    y: values,
    weights: weight === undefined ? null : weightsOf(take(weight), weight.role === 'errorOfTarget')
  }
}

/** The table on some of its rows. */
export function rowsOfTable(table: DomainTable, rows: Uint32Array): DomainTable {
  return {
    ...table,
    n: rows.length,
    x: table.x.map((values) => pickRows(values, rows)),
    y: pickRows(table.y, rows),
    weights: table.weights === null ? null : pickRows(table.weights, rows)
  }
}

function completeRows(columns: readonly ObservedColumn[], weight: ObservedColumn | undefined, n: number): Uint32Array {
  const rows: number[] = []
  for (let row = 0; row < n; row++) {
    const isReliable = weight === undefined || weight.values[row]! > 0
    if (isReliable && columns.every(({ values }) => Number.isFinite(values[row]))) rows.push(row)
  }
  return Uint32Array.from(rows)
}

function weightsOf(values: Float64Array, areErrors: boolean): Float64Array {
  const raw = areErrors ? values.map((sigma) => 1 / (sigma * sigma)) : values
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length
  return raw.map((weight) => weight / mean)
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0])
}
