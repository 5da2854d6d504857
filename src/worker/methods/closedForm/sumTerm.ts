import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import { argumentFormula, monomialFactors, type Argument } from './argumentsByCost.ts'
import type { Naming } from './factor.ts'

/** One term of a sum but for its coefficient: M · U, or a function of it. */
export interface SumTerm {
  readonly argument: Argument
  readonly wrapper: OperatorId | null
}

/** Operators that make terms of cheap monomials. */
export const WRAPPERS: readonly OperatorId[] = ['exp', 'sin', 'cos', 'log', 'tanh']

/** coefficient · term; null where the operators do not allow it. */
export type Term = (coefficient: Expr | null) => Expr | null

export function writeTerm({ argument, wrapper }: SumTerm, { names, variables, operators }: Naming): Term {
  const { monomial, atom } = argument
  if (wrapper === null) {
    const factors = monomialFactors(monomial.exponents, variables, names)
    if (atom !== null) factors.push({ base: atom.expression, exponent: constant(1) })
    return (coefficient) => powerProduct(coefficient, factors, operators)
  }
  const inner = argumentFormula(monomial.exponents, atom, variables, names, operators)
  const factors: Factor[] = inner === null ? [] : [{ base: apply(wrapper, inner), exponent: constant(1) }]
  return (coefficient) => (inner === null ? null : powerProduct(coefficient, factors, operators))
}

/** The constant term. */
export const ONE_TERM: Term = (coefficient) => coefficient ?? constant(1)

/** x_i · x_j, or x_i². */
export function productTerm(a: string, b: string, operators: ReadonlySet<OperatorId>): Term {
  const factors: Factor[] =
    a === b
      ? [{ base: variable(a), exponent: constant(2) }]
      : [a, b].map((name) => ({ base: variable(name), exponent: constant(1) }))
  return (coefficient) => powerProduct(coefficient, factors, operators)
}

export function inputTerm(name: string): Term {
  const base = variable(name)
  return (coefficient) => (coefficient === null ? base : apply('mul', coefficient, base))
}
