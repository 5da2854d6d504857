import { OPERATORS, type Operator } from '../../shared/domain/operators.ts'
import { slope } from './plain/slope.ts'
import { halfPower } from './power.ts'
import { CONSTANT, HALF_POWER, operatorOf, PARAMETER, VARIABLE, type Program } from './program.ts'

/** One formula at one point, with its gradient by all variables and parameters: what solving differential equations needs. */
export interface PointEvaluator {
  value(x: ArrayLike<number>, params: ArrayLike<number>): number
  /** The value; fills in ∂/∂x[j] and ∂/∂params[p], both of their full length. */
  valueWithGradient(
    x: ArrayLike<number>,
    params: ArrayLike<number>,
    byVariable: Float64Array,
    byParam: Float64Array
  ): number
}

/** Differentiates backwards through the program; arrays are its own and are reused. Values that are not finite flow through. */
export function createPointEvaluator(program: Program): PointEvaluator {
  const { codes, operands, first, second, constants } = program
  const length = codes.length
  const values = new Float64Array(length)
  const adjoints = new Float64Array(length)
  const operators = Array.from(codes, (code): Operator | null =>
    code > HALF_POWER ? OPERATORS[operatorOf(code)] : null
  )
  const slopes = operators.map((operator) => (operator?.arity === 1 ? slope(operator.id) : null))

  function value(x: ArrayLike<number>, params: ArrayLike<number>): number {
    for (let i = 0; i < length; i++) {
      const code = codes[i]!
      const operand = operands[i]!
      if (code === CONSTANT) values[i] = constants[operand]!
      else if (code === PARAMETER) values[i] = params[operand]!
      else if (code === VARIABLE) values[i] = x[operand]!
      else if (code === HALF_POWER) values[i] = halfPower(values[first[i]!]!, operand)
      else values[i] = operators[i]!.evaluate(values[first[i]!]!, second[i]! < 0 ? NaN : values[second[i]!]!)
    }
    return values[length - 1]!
  }

  function valueWithGradient(
    x: ArrayLike<number>,
    params: ArrayLike<number>,
    byVariable: Float64Array,
    byParam: Float64Array
  ): number {
    const result = value(x, params)
    byVariable.fill(0)
    byParam.fill(0)
    adjoints.fill(0)
    adjoints[length - 1] = 1
    for (let i = length - 1; i >= 0; i--) {
      const adjoint = adjoints[i]!
      const code = codes[i]!
      const operand = operands[i]!
      if (adjoint === 0 || code === CONSTANT) continue
      if (code === PARAMETER) byParam[operand] = byParam[operand]! + adjoint
      else if (code === VARIABLE) byVariable[operand] = byVariable[operand]! + adjoint
      else carryBack(i, adjoint)
    }
    return result
  }

  function carryBack(i: number, adjoint: number): void {
    const left = first[i]!
    const right = second[i]!
    const a = values[left]!
    if (codes[i] === HALF_POWER) {
      const twice = operands[i]!
      // x⁰ is 1 everywhere, where 0 · 0⁻¹ would say NaN
      if (twice !== 0) adjoints[left] = adjoints[left]! + adjoint * (twice / 2) * halfPower(a, twice - 2)
      return
    }
    if (right < 0) {
      adjoints[left] = adjoints[left]! + adjoint * slopes[i]!(a, values[i]!)
      return
    }
    const b = values[right]!
    const [byLeft, byRight] = partials(operators[i]!.id, a, b, values[i]!)
    adjoints[left] = adjoints[left]! + adjoint * byLeft
    adjoints[right] = adjoints[right]! + adjoint * byRight
  }

  return { value, valueWithGradient }
}

function partials(id: Operator['id'], a: number, b: number, value: number): readonly [number, number] {
  switch (id) {
    case 'add':
      return [1, 1]
    case 'sub':
      return [1, -1]
    case 'mul':
      return [b, a]
    case 'div':
      return [1 / b, -value / b]
    case 'pow':
      return [b * a ** (b - 1), value === 0 ? 0 : value * Math.log(a)]
    default:
      throw new RangeError(`${id} has one argument`)
  }
}
