import { halfPower } from './power.ts'
import { HALF_POWER, operatorOf, PARAMETER, type Program } from './program.ts'
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
    const code = codes[i] as number
    const adjoint = i * BLOCK
    if (code === PARAMETER) {
      const row = (operands[i] as number) * rowsTaken + start
      for (let k = 0; k < size; k++) jacobian[row + k] = adjoints[adjoint + k] as number
      continue
    }
    const a = first[i] as number
    const b = second[i] as number
    const left = sources[a] as Float64Array
    const fromA = offsets[a] as number
    const toA = dependsOnParam[a] === 1 ? a * BLOCK : -1
    if (code === HALF_POWER) {
      powerAdjoint(operands[i] as number, left, fromA, adjoints, adjoint, toA, size)
    } else if (b < 0) {
      const value = sources[i] as Float64Array
      unaryAdjoint(code, left, fromA, value, offsets[i] as number, adjoints, adjoint, toA, size)
    } else {
      const right = sources[b] as Float64Array
      const toB = dependsOnParam[b] === 1 ? b * BLOCK : -1
      binaryAdjoint(code, left, fromA, right, offsets[b] as number, adjoints, adjoint, toA, toB, size)
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
    const derivative = twice === 0 ? 0 : (twice / 2) * halfPower(a[fromA + k] as number, twice - 2)
    adjoints[toA + k] = (adjoints[from + k] as number) * derivative
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
    adjoints[toA + k] =
      (adjoints[from + k] as number) * derivative(a[fromA + k] as number, value[fromValue + k] as number)
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
    const adjoint = adjoints[from + k] as number
    const left = a[fromA + k] as number
    const right = b[fromB + k] as number
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
