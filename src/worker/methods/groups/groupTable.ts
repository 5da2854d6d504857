import type { Variable } from '../../../shared/domain/dataset.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { ObservedColumn, Observations } from '../../../shared/domain/observations.ts'
import { pickRows } from '../../numeric/pickRows.ts'

/** A target and its inputs, on the complete rows, in groups. */
export interface GroupTable {
  readonly target: Variable
  readonly inputs: readonly Variable[]
  readonly column: string
  readonly labels: readonly string[]
  /** Number of the group of each row. */
  readonly groups: Uint16Array
  /** Rows of each group. */
  readonly rowsOf: readonly Uint32Array[]
  readonly n: number
  readonly x: readonly Float64Array[]
  readonly y: Float64Array
}

const MIN_ROWS = 12
const MAX_GROUPS = 60

/** The table of the question, or in words what it lacks. */
export function readGroupTable(observations: Observations, { group }: MethodOptions): GroupTable | string {
  const { columns, target, name } = observations
  if (target === null) return 'One law for groups is a law of a target: name the column to explain.'
  const column = columns.find(({ variable, role }) => (group === '' ? role === 'group' : variable.name === group))
  if (column === undefined) {
    return group === ''
      ? `${name} has no column with the role group: give it to one, or name it.`
      : `${name} has no column ${String(group)} for the groups.`
  }
  const numbers = columns.filter((each) => !each.isText && each !== column)
  const y = numbers.find(({ variable }) => variable.name === target)
  if (y === undefined) return `The target ${target} is no column of numbers.`
  const candidates = numbers.filter((each) => each !== y && isInput(each, observations))
  if (candidates.length === 0) return `${name} has no column of numbers besides ${target} to use as an input.`
  const rows = completeRows([column, y, ...candidates], observations.n)
  if (rows.length < MIN_ROWS) {
    return `One law for groups needs at least ${MIN_ROWS} complete rows; there are ${rows.length}.`
  }
  const codes = pickRows(column.values, rows)
  const values = [...new Set(codes)].sort((a, b) => a - b)
  if (values.length < 2) return `All rows are of one group of ${column.variable.name}: there is nothing to compare.`
  if (values.length > MAX_GROUPS) {
    return `${column.variable.name} has ${values.length} groups; at most ${MAX_GROUPS} can be told apart.`
  }
  const inputs = candidates
    .map(({ variable, values: all }) => ({ variable, values: pickRows(all, rows) }))
    .filter((each) => !isConstant(each.values))
  const measured = pickRows(y.values, rows)
  if (inputs.length === 0) return 'Every input is constant: there is nothing to explain the target by.'
  if (isConstant(measured)) return `The target ${target} is constant (${measured[0]}): there is nothing to explain.`
  const groups = Uint16Array.from(codes, (code) => values.indexOf(code))
  return {
    target: y.variable,
    inputs: inputs.map(({ variable }) => variable),
    column: column.variable.name,
    labels: values.map((value) => column.levels?.[value] ?? String(value)),
    groups,
    rowsOf: values.map((_, g) => Uint32Array.from(groups.keys()).filter((row) => groups[row] === g)),
    n: rows.length,
    x: inputs.map((each) => each.values),
    y: measured
  }
}

function isInput({ variable, role }: ObservedColumn, { inputs }: Observations): boolean {
  return inputs === null ? role === 'input' || role === 'time' : inputs.includes(variable.name)
}

function completeRows(columns: readonly ObservedColumn[], n: number): Uint32Array {
  const rows: number[] = []
  for (let row = 0; row < n; row++) if (columns.every(({ values }) => Number.isFinite(values[row]))) rows.push(row)
  return Uint32Array.from(rows)
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0])
}
