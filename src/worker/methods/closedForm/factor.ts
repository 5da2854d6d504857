import { DIMENSIONLESS, type Dimension } from '../../../shared/domain/dimension.ts'
import { apply, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct } from '../powerProduct.ts'
import { argumentFormula, monomialFactors, type Argument } from './argumentsByCost.ts'
import type { FactorFamily } from './factorFamilies.ts'
import { plainNumber } from './plainNumber.ts'

/**
 * What may stand beside powers of the inputs in a product, one column of the log domain: f(c·T), an atom U, U + c·M, or
 * exp(b·T), whose column is T itself and whose b is fitted.
 */
export type Factor =
  | { readonly kind: 'function'; readonly family: FactorFamily; readonly number: number; readonly argument: Argument }
  | { readonly kind: 'atom'; readonly argument: Argument }
  | { readonly kind: 'atomPlus'; readonly number: number; readonly argument: Argument }
  | { readonly kind: 'exponential'; readonly argument: Argument }

/** A factor as part of a formula. */
export interface WrittenFactor {
  /** f, or T for exp(b·T). */
  readonly expression: Expr
  readonly isExponent: boolean
  /** Null where units are not known; a number inside that is fitted takes what unit it needs. */
  readonly dimension: Dimension | null
  /**
   * f without fractions inside, and the exponents of the monomial by which it was multiplied for that (one for each
   * variable); null where there are none.
   */
  readonly cleared: { readonly expression: Expr; readonly exponents: readonly number[] } | null
}

export interface Naming {
  readonly names: readonly string[]
  readonly variables: readonly number[]
  readonly operators: ReadonlySet<OperatorId>
}

/** Null where the operators do not allow it. */
export function writeFactor(factor: Factor, naming: Naming): WrittenFactor | null {
  const { names, variables, operators } = naming
  const { monomial, atom } = factor.argument
  const product = (exponents: readonly number[], withAtom: boolean): Expr | null =>
    argumentFormula(exponents, withAtom ? atom : null, variables, names, operators)
  const dimension = factor.argument.dimension && DIMENSIONLESS
  const plain = (expression: Expr | null, own: Dimension | null, isExponent = false): WrittenFactor | null =>
    expression && { expression, isExponent, dimension: own, cleared: null }

  switch (factor.kind) {
    case 'exponential':
      return plain(product(monomial.exponents, true), dimension, true)
    case 'atom':
      return plain(atom!.expression, atom!.dimension)
    case 'atomPlus': {
      const m = product(monomial.exponents, false)
      return m && plain(apply('add', atom!.expression, scaled(factor.number, m)), atom!.dimension)
    }
    case 'function': {
      const argument = product(monomial.exponents, true)
      if (argument === null) return null
      const expression = factor.family.formula(scaled(factor.number, argument), operators)
      return { expression, isExponent: false, dimension, cleared: clearedSum(factor, naming) }
    }
  }
}

/** 1 + c·N/D as (D + c·N)/D. */
function clearedSum(factor: Extract<Factor, { kind: 'function' }>, naming: Naming): WrittenFactor['cleared'] {
  const { names, variables, operators } = naming
  const { monomial, atom } = factor.argument
  const below = monomial.exponents.map((exponent) => Math.max(0, -exponent))
  if (!factor.family.id.startsWith('onePlus') || below.every((exponent) => exponent === 0)) return null
  const denominator = powerProduct(null, monomialFactors(below, variables, names), operators)
  const above = monomial.exponents.map((exponent) => Math.max(0, exponent))
  const numerator = argumentFormula(above, atom, variables, names, operators)
  if (denominator === null || numerator === null) return null
  return { expression: apply('add', denominator, scaled(factor.number, numerator)), exponents: below }
}

/** c · e, with c as structure where it is a plain number. */
export function scaled(number: number, expression: Expr): Expr {
  if (number === 1) return expression
  const factor = plainNumber(number)
  const isOne = expression.kind === 'const' && expression.numerator === 1 && expression.denominator === 1
  return isOne ? factor : apply('mul', factor, expression)
}
