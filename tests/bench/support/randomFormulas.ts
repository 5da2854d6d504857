import { apply, constant, nodeCount, param, variable, type Expr } from '../../../src/shared/domain/expr.ts'
import type { OperatorId } from '../../../src/shared/domain/operators.ts'
import type { Random } from '../../../src/worker/numeric/random.ts'

/** Only + − × ÷, or with functions: of all nodes 22 % sin, cos, exp, log or tanh. */
export type Mix = 'arithmetic' | 'functions'

const ARITHMETIC: readonly OperatorId[] = ['add', 'sub', 'mul', 'div']
const TRANSCENDENTAL: readonly OperatorId[] = ['sin', 'cos', 'exp', 'log', 'tanh']
/** Chances that make the share of functions 22 %: of a function at a node, and that it is none of the cheap ones. */
const FUNCTION = 0.3
const IS_TRANSCENDENTAL = 0.84
const IS_VARIABLE = 0.65

export const INPUTS = ['a', 'b', 'c', 'd', 'e'] as const

/** A formula of 5 to 40 nodes as a search makes them. */
export function randomFormula(random: Random, mix: Mix): Expr {
  return ofSize(random, mix, 5 + random.integer(36))
}

export function ofSize(random: Random, mix: Mix, size: number): Expr {
  if (size <= 1) return leaf(random)
  if (mix === 'functions' && (size === 2 || random.next() < FUNCTION)) {
    const inner = ofSize(random, mix, size - 1)
    if (random.next() < IS_TRANSCENDENTAL) return apply(TRANSCENDENTAL[random.integer(5)]!, inner)
    const cheap = random.integer(3)
    return cheap === 2 ? apply('pow', inner, constant(2)) : apply(cheap === 0 ? 'sqrt' : 'abs', inner)
  }
  const left = ofSize(random, mix, Math.max(1, 1 + random.integer(Math.max(1, size - 2))))
  const right = ofSize(random, mix, Math.max(1, size - 1 - nodeCount(left)))
  return apply(ARITHMETIC[random.integer(4)]!, left, right)
}

function leaf(random: Random): Expr {
  if (random.next() < IS_VARIABLE) return variable(INPUTS[random.integer(INPUTS.length)]!)
  return param(Math.round((random.next() * 10 - 5) * 1e4) / 1e4)
}
