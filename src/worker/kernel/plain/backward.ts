import { halfPower } from '../power.ts'
import { HALF_POWER, operatorOf, PARAMETER, type Program } from '../program.ts'
import { slope } from './slope.ts'
import { BLOCK, type Workspace } from './workspace.ts'

/**
 * Carries ∂value/∂instruction from the last instruction back to the parameters, for a block whose forward pass has
 * left every value on the tape; branches without parameters are skipped.
 */
export function backward(
  program: Program,
  work: Workspace,
  jacobian: Float64Array,
  rowsTaken: number,
  start: number,
  size: number
): void {
  const { codes, operands, first, second, dependsOnParam } = program
  const { adjoints, sources, offsets } = work
  const last = codes.length - 1
  for (let p = 0; p < program.paramCount; p++) {
    jacobian.fill(0, p * rowsTaken + start, p * rowsTaken + start + size)
  }
  adjoints.fill(1, last * BLOCK, last * BLOCK + size)
  for (let i = last; i >= 0; i--) {
    if (dependsOnParam[i] === 0) continue
    const code = codes[i]!
    const adjoint = i * BLOCK
    if (code === PARAMETER) {
      const row = operands[i]! * rowsTaken + start
      for (let k = 0; k < size; k++) jacobian[row + k] = adjoints[adjoint + k]!
      continue
    }
    const a = first[i]!
    const b = second[i]!
    const left = sources[a]!
    const fromA = offsets[a]!
    const toA = dependsOnParam[a] === 1 ? a * BLOCK : -1
    if (code === HALF_POWER) {
      powerAdjoint(operands[i]!, left, fromA, adjoints, adjoint, toA, size)
    } else if (b < 0) {
      const value = sources[i]!
      unaryAdjoint(code, left, fromA, value, offsets[i]!, adjoints, adjoint, toA, size)
    } else {
      const right = sources[b]!
      const toB = dependsOnParam[b] === 1 ? b * BLOCK : -1
      binaryAdjoint(code, left, fromA, right, offsets[b]!, adjoints, adjoint, toA, toB, size)
    }
  }
}

function powerAdjoint(
  twice: number,
  a: Float64Array,
  fromA: number,
  adjoints: Float64Array,
  from: number,
  toA: number,
  size: number
): void {
  for (let k = 0; k < size; k++) {
    // x⁰ is 1 everywhere, where 0 · 0⁻¹ would say NaN
    const derivative = twice === 0 ? 0 : (twice / 2) * halfPower(a[fromA + k]!, twice - 2)
    adjoints[toA + k] = adjoints[from + k]! * derivative
  }
}

function unaryAdjoint(
  code: number,
  a: Float64Array,
  fromA: number,
  value: Float64Array,
  fromValue: number,
  adjoints: Float64Array,
  from: number,
  toA: number,
  size: number
): void {
  const derivative = slope(operatorOf(code))
  for (let k = 0; k < size; k++) {
    adjoints[toA + k] = adjoints[from + k]! * derivative(a[fromA + k]!, value[fromValue + k]!)
  }
}

/** `toA`, `toB` are −1 for an argument without parameters. */
function binaryAdjoint(
  code: number,
  a: Float64Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  adjoints: Float64Array,
  from: number,
  toA: number,
  toB: number,
  size: number
): void {
  const operator = operatorOf(code)
  for (let k = 0; k < size; k++) {
    const adjoint = adjoints[from + k]!
    const left = a[fromA + k]!
    const right = b[fromB + k]!
    switch (operator) {
      case 'add':
        if (toA >= 0) adjoints[toA + k] = adjoint
        if (toB >= 0) adjoints[toB + k] = adjoint
        break
      case 'sub':
        if (toA >= 0) adjoints[toA + k] = adjoint
        if (toB >= 0) adjoints[toB + k] = -adjoint
        break
      case 'mul':
        if (toA >= 0) adjoints[toA + k] = adjoint * right
        if (toB >= 0) adjoints[toB + k] = adjoint * left
        break
      case 'div':
        if (toA >= 0) adjoints[toA + k] = adjoint / right
        if (toB >= 0) adjoints[toB + k] = (-adjoint * left) / right / right
        break
      case 'pow':
        if (toA >= 0) adjoints[toA + k] = adjoint * right * left ** (right - 1)
        // 0^b is 0 for every b > 0, so it does not change with b, where 0 · log 0 would say NaN
        if (toB >= 0) adjoints[toB + k] = left === 0 && right > 0 ? 0 : adjoint * left ** right * Math.log(left)
        break
      default:
        throw new RangeError(`no derivative for ${operator}`)
    }
  }
}
