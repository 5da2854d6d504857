import { apply, constant, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import { complexity } from '../../../shared/domain/complexity.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import type { Random } from '../../numeric/random.ts'
import { isTranscendental } from './featurePool.ts'

/** What trees may be made of. */
export interface Grammar {
  readonly names: readonly string[]
  readonly unary: readonly OperatorId[]
  readonly binary: readonly OperatorId[]
  readonly canPower: boolean
  readonly maxComplexity: number
  /** Typical sizes of numbers in the data: medians of the columns' magnitudes. */
  readonly magnitudes: readonly number[]
}

const EXPONENTS: readonly Expr[] = [
  constant(2), constant(2), constant(2), constant(3), constant(1, 2), constant(3, 2), constant(-1), constant(-2),
  constant(4), constant(1, 3)
] // prettier-ignore
const SMALL: readonly Expr[] = [constant(1), constant(1), constant(2)]
/** Deeper towers of functions than this are not laws. */
const MAX_TRANSCENDENTAL_DEPTH = 2
const MAX_DEPTH = 14

export function grammarOf(
  names: readonly string[],
  columns: readonly Float64Array[],
  operators: readonly OperatorId[],
  maxComplexity: number
): Grammar {
  const inner = operators.filter((id) => id !== 'pow')
  return {
    names,
    unary: inner.filter((id) => OPERATORS[id].arity === 1),
    binary: inner.filter((id) => OPERATORS[id].arity === 2),
    canPower: operators.includes('pow'),
    maxComplexity,
    magnitudes: columns.map(medianMagnitude)
  }
}

/** A tree with about `size` operators. */
export function randomTree(grammar: Grammar, random: Random, size: number): Expr {
  if (size <= 0) return randomLeaf(grammar, random)
  const choices = grammar.unary.length * 0.6 + grammar.binary.length * 1.5 + (grammar.canPower ? 1 : 0)
  const draw = random.next() * choices
  if (grammar.canPower && draw < 1) {
    return apply('pow', randomTree(grammar, random, size - 1), random.pick(EXPONENTS))
  }
  if (grammar.unary.length > 0 && draw < 1 + grammar.unary.length * 0.6) {
    return apply(random.pick(grammar.unary), randomTree(grammar, random, size - 1))
  }
  if (grammar.binary.length === 0) return randomLeaf(grammar, random)
  const left = random.integer(size)
  return apply(
    random.pick(grammar.binary),
    randomTree(grammar, random, left),
    randomTree(grammar, random, size - 1 - left)
  )
}

export function randomLeaf(grammar: Grammar, random: Random): Expr {
  const draw = random.next()
  if (draw < 0.7) return variable(random.pick(grammar.names))
  if (draw < 0.8) return random.pick(SMALL)
  return param(randomNumber(grammar, random))
}

/** Log-normal over two decades around 1 or around the size of some column. */
export function randomNumber({ magnitudes }: Grammar, random: Random): number {
  const scale = random.next() < 0.5 ? 1 : random.pick(magnitudes)
  const sign = random.next() < 0.8 ? 1 : -1
  return sign * scale * 10 ** (0.7 * random.normal())
}

export function randomExponent(random: Random): Expr {
  return random.pick(EXPONENTS)
}

/**
 * True for a tree that may enter a population: not too long, an exponent is a number, no function inside itself or in a
 * tower of more than two, at least one input in every function's argument.
 */
export function isLegal(expr: Expr, { maxComplexity }: Grammar): boolean {
  return complexity(expr) <= maxComplexity && isLegalNode(expr, [], 0)
}

function isLegalNode(node: Expr, above: readonly OperatorId[], depth: number): boolean {
  if (node.kind !== 'apply') return true
  if (depth > MAX_DEPTH) return false
  const { operator, args } = node
  const [a, b] = args
  if (a === undefined || args.length !== OPERATORS[operator].arity) return false
  if (operator === 'pow') {
    if (b?.kind !== 'const' && b?.kind !== 'param') return false
    return a.kind !== 'const' && a.kind !== 'param' && !isPower(a) && isLegalNode(a, above, depth + 1)
  }
  if (args.length === 1 && !hasVariable(a)) return false
  if (args.length === 2 && !args.some(hasVariable)) return false
  if (isTranscendental(operator)) {
    if (above.includes(operator) || above.length >= MAX_TRANSCENDENTAL_DEPTH) return false
    if (above.some((outer) => areInverse(outer, operator))) return false
    return isLegalNode(a, [...above, operator], depth + 1)
  }
  return args.every((arg) => isLegalNode(arg, above, depth + 1))
}

function isPower(node: Expr): boolean {
  return node.kind === 'apply' && (node.operator === 'pow' || node.operator === 'sqrt')
}

function areInverse(outer: OperatorId, inner: OperatorId): boolean {
  const pair = [outer, inner]
  return pair.includes('exp') && (pair.includes('log') || pair.includes('log10'))
}

function hasVariable(node: Expr): boolean {
  return node.kind === 'var' || (node.kind === 'apply' && node.args.some(hasVariable))
}

function medianMagnitude(column: Float64Array): number {
  const sorted = column.map(Math.abs).sort()
  return sorted[sorted.length >> 1] || 1
}
