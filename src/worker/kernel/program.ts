import { constValue, type Apply, type Const, type Expr } from '../../shared/domain/expr.ts'
import { OPERATORS, OPERATOR_IDS, type OperatorId } from '../../shared/domain/operators.ts'
import { MAX_FAST_POWER } from './power.ts'

/** Instruction codes below the operators: leaves, and a power whose exponent is known. */
export const CONSTANT = 0
export const PARAMETER = 1
export const VARIABLE = 2
/** Operand: twice the exponent. */
export const HALF_POWER = 3
const FIRST_OPERATOR = 4

/** Code of an operator: its place in the table behind the leaf codes. */
export const OPERATOR_CODE = Object.fromEntries(OPERATOR_IDS.map((id, i) => [id, FIRST_OPERATOR + i])) as Readonly<
  Record<OperatorId, number>
>

/** The operator of a code at or above the leaves. */
export function operatorOf(code: number): OperatorId {
  const id = OPERATOR_IDS[code - FIRST_OPERATOR]
  if (id === undefined) throw new RangeError(`no operator has code ${code}`)
  return id
}

/** A formula in flat postfix: instruction i follows those of its arguments; the last one gives the value. */
export interface Program {
  readonly codes: Uint8Array
  /** Leaves: index of the constant, parameter or variable. HALF_POWER: twice the exponent. Else 0. */
  readonly operands: Int32Array
  /** Instructions that give the first and second argument of instruction i; −1 where there is none. */
  readonly first: Int32Array
  readonly second: Int32Array
  /** Stack level that instruction i writes. */
  readonly level: Int32Array
  /** 1 where the value of instruction i depends on a parameter. */
  readonly dependsOnParam: Uint8Array
  readonly constants: Float64Array
  /** Start values of the parameters, in parameter order. */
  readonly params: Float64Array
  readonly paramCount: number
  readonly stackDepth: number
  /** Nodes of the formula: what one row of one evaluation counts in node evaluations. */
  readonly nodes: number
}

/**
 * Flattens a formula for evaluation. Subtrees of constants become one constant; a power with a whole or half Const
 * exponent up to MAX_FAST_POWER loses its exponent. A variable that is not in `names` is a bug and throws.
 */
export function compile(expr: Expr, names: readonly string[]): Program {
  const codes: number[] = []
  const operands: number[] = []
  const first: number[] = []
  const second: number[] = []
  const level: number[] = []
  const dependsOnParam: number[] = []
  const constants: number[] = []
  const params: number[] = []
  let nodes = 0
  let stackDepth = 0

  function emit(code: number, operand: number, a: number, b: number, depth: number): number {
    const depends = code === PARAMETER || dependsOnParam[a] === 1 || dependsOnParam[b] === 1
    codes.push(code)
    operands.push(operand)
    first.push(a)
    second.push(b)
    level.push(depth)
    dependsOnParam.push(depends ? 1 : 0)
    stackDepth = Math.max(stackDepth, depth + 1)
    return codes.length - 1
  }

  /** Takes back the last `count` instructions, all of them constants. */
  function retract(count: number): void {
    for (const list of [codes, operands, first, second, level, dependsOnParam]) list.length -= count
    constants.length -= count
  }

  function visit(node: Expr, depth: number): number {
    nodes++
    switch (node.kind) {
      case 'const':
        return emit(CONSTANT, constants.push(constValue(node)) - 1, -1, -1, depth)
      case 'param':
        return emit(PARAMETER, params.push(node.value) - 1, -1, -1, depth)
      case 'var': {
        const column = names.indexOf(node.name)
        if (column < 0) throw new RangeError(`the formula reads ${node.name}, which is not among its inputs`)
        return emit(VARIABLE, column, -1, -1, depth)
      }
      case 'apply':
        return visitApply(node, depth)
    }
  }

  function visitApply(node: Apply, depth: number): number {
    const [left, right] = node.args
    if (left === undefined) throw new RangeError(`${node.operator} without an argument`)
    const a = visit(left, depth)
    const leftIsConstant = codes[a] === CONSTANT
    if (right === undefined) {
      if (!leftIsConstant) return emit(OPERATOR_CODE[node.operator], 0, a, -1, depth)
      return emitValue(OPERATORS[node.operator].evaluate(constants.at(-1) ?? NaN, NaN), 1, depth)
    }
    const twice = node.operator === 'pow' && right.kind === 'const' && !leftIsConstant ? fastExponent(right) : null
    if (twice !== null) {
      nodes++
      return emit(HALF_POWER, twice, a, -1, depth)
    }
    const b = visit(right, depth + 1)
    if (!leftIsConstant || codes[b] !== CONSTANT) return emit(OPERATOR_CODE[node.operator], 0, a, b, depth)
    return emitValue(OPERATORS[node.operator].evaluate(constants.at(-2) ?? NaN, constants.at(-1) ?? NaN), 2, depth)
  }

  function emitValue(value: number, replaced: number, depth: number): number {
    retract(replaced)
    return emit(CONSTANT, constants.push(value) - 1, -1, -1, depth)
  }

  visit(expr, 0)
  return {
    codes: new Uint8Array(codes),
    operands: new Int32Array(operands),
    first: new Int32Array(first),
    second: new Int32Array(second),
    level: new Int32Array(level),
    dependsOnParam: new Uint8Array(dependsOnParam),
    constants: new Float64Array(constants),
    params: new Float64Array(params),
    paramCount: params.length,
    stackDepth,
    nodes
  }
}

/** Twice the exponent where HALF_POWER takes it, else null. */
export function fastExponent(exponent: Const): number | null {
  const twice = 2 * constValue(exponent)
  return Number.isInteger(twice) && Math.abs(twice) <= 2 * MAX_FAST_POWER ? twice : null
}
