import { OPERATORS } from '../../../shared/domain/operators.ts'
import { halfPower } from '../power.ts'
import { CONSTANT, HALF_POWER, OPERATOR_CODE, operatorOf, PARAMETER, VARIABLE, type Program } from '../program.ts'
import type { Workspace } from './workspace.ts'

const { add, sub, mul, div, pow, neg, sin, cos, exp, log, sqrt, tanh, abs } = OPERATOR_CODE

/** Runs a program over rows start … start + size − 1 of the rows taken, leaving the values in the workspace. */
export function forward(
  program: Program,
  work: Workspace,
  x: readonly Float64Array[],
  rows: Uint32Array | null,
  start: number,
  size: number
): void {
  const { codes, operands, first, second } = program
  const { values, sources, offsets } = work
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code === CONSTANT || code === PARAMETER) continue
    if (code === VARIABLE) {
      const column = x[operands[i]!]
      if (column === undefined) throw new RangeError(`no column ${operands[i]}`)
      if (rows === null) {
        sources[i] = column
        offsets[i] = start
      } else {
        gather(column, rows, start, values, offsets[i]!, size)
      }
      continue
    }
    const a = first[i]!
    const b = second[i]!
    const at = offsets[i]!
    if (code === HALF_POWER) {
      raise(operands[i]!, sources[a]!, offsets[a]!, values, at, size)
    } else if (b >= 0) {
      const left = sources[a]!
      const right = sources[b]!
      combine(code, left, offsets[a]!, right, offsets[b]!, values, at, size)
    } else {
      map(code, sources[a]!, offsets[a]!, values, at, size)
    }
  }
}

function gather(
  column: Float64Array,
  rows: Uint32Array,
  start: number,
  out: Float64Array,
  at: number,
  size: number
): void {
  for (let k = 0; k < size; k++) out[at + k] = column[rows[start + k]!]!
}

function raise(twice: number, a: Float64Array, from: number, out: Float64Array, at: number, size: number): void {
  if (twice === 4) {
    for (let k = 0; k < size; k++) {
      const base = a[from + k]!
      out[at + k] = base * base
    }
    return
  }
  for (let k = 0; k < size; k++) out[at + k] = halfPower(a[from + k]!, twice)
}

/** One loop an operator: a shared loop with a function argument would run several times slower. */
function combine(
  code: number,
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  out: Float64Array,
  at: number,
  size: number
): void {
  switch (code) {
    case add:
      for (let k = 0; k < size; k++) out[at + k] = a[fromA + k]! + b[fromB + k]!
      return
    case sub:
      for (let k = 0; k < size; k++) out[at + k] = a[fromA + k]! - b[fromB + k]!
      return
    case mul:
      for (let k = 0; k < size; k++) out[at + k] = a[fromA + k]! * b[fromB + k]!
      return
    case div:
      for (let k = 0; k < size; k++) out[at + k] = a[fromA + k]! / b[fromB + k]!
      return
    case pow:
      for (let k = 0; k < size; k++) out[at + k] = a[fromA + k]! ** b[fromB + k]!
      return
    default: {
      const { evaluate } = OPERATORS[operatorOf(code)]
      for (let k = 0; k < size; k++) out[at + k] = evaluate(a[fromA + k]!, b[fromB + k]!)
    }
  }
}

function map(code: number, a: Float64Array, from: number, out: Float64Array, at: number, size: number): void {
  switch (code) {
    case neg:
      for (let k = 0; k < size; k++) out[at + k] = -a[from + k]!
      return
    case sin:
      for (let k = 0; k < size; k++) out[at + k] = Math.sin(a[from + k]!)
      return
    case cos:
      for (let k = 0; k < size; k++) out[at + k] = Math.cos(a[from + k]!)
      return
    case exp:
      for (let k = 0; k < size; k++) out[at + k] = Math.exp(a[from + k]!)
      return
    case log:
      for (let k = 0; k < size; k++) out[at + k] = Math.log(a[from + k]!)
      return
    case sqrt:
      for (let k = 0; k < size; k++) out[at + k] = Math.sqrt(a[from + k]!)
      return
    case tanh:
      for (let k = 0; k < size; k++) out[at + k] = Math.tanh(a[from + k]!)
      return
    case abs:
      for (let k = 0; k < size; k++) out[at + k] = Math.abs(a[from + k]!)
      return
    default: {
      const { evaluate } = OPERATORS[operatorOf(code)]
      for (let k = 0; k < size; k++) out[at + k] = evaluate(a[from + k]!, NaN)
    }
  }
}
