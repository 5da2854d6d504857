import { apply, param, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import type { SignPattern } from '../signPattern.ts'
import type { ExponentForm } from './exponentForms.ts'

/** An input as formulas see it. */
export interface InputSigns {
  readonly name: string
  readonly signs: SignPattern
}

/** v = coefficient · product; the coefficient carries the sign. */
export interface SignedProduct {
  readonly coefficient: number
  readonly factors: readonly Factor[]
}

/**
 * The product that a log-linear fit stands for. A negative input is raised to a whole power as it is, and to any other
 * power with its sign turned.
 */
export function signedProduct(
  { fit, exponents }: ExponentForm,
  inputs: readonly InputSigns[],
  isNegative: boolean
): SignedProduct {
  let coefficient = (isNegative ? -1 : 1) * Math.exp(fit.intercept)
  const factors: Factor[] = []
  fit.terms.forEach((term, k) => {
    const { name, signs } = inputs[term.input]!
    const exponent = exponents[k]!
    if (term.kind === 'exponential') return
    if (signs !== 'negative') {
      factors.push({ base: variable(name), exponent })
    } else if (exponent.kind === 'const' && exponent.denominator === 1) {
      if (exponent.numerator % 2 !== 0) coefficient = -coefficient
      factors.push({ base: variable(name), exponent })
    } else {
      factors.push({ base: apply('neg', variable(name)), exponent })
    }
  })
  return { coefficient, factors }
}

/** exp(Σ kᵢ xᵢ) of the exponential terms; null without any. */
export function exponentialFactor({ fit }: ExponentForm, inputs: readonly InputSigns[]): Expr | null {
  return fit.terms.reduce<Expr | null>((sum, term, k) => {
    if (term.kind !== 'exponential') return sum
    const rate = apply('mul', param(fit.coefficients[k]!), variable(inputs[term.input]!.name))
    return sum === null ? rate : apply('add', sum, rate)
  }, null)
}

/** coefficient · Π factors · exp(rates); null where the operators do not allow it. */
export function productFormula(
  coefficient: number,
  factors: readonly Factor[],
  rates: Expr | null,
  operators: ReadonlySet<OperatorId>
): Expr | null {
  if (!Number.isFinite(coefficient) || coefficient === 0) return null
  const product = powerProduct(param(coefficient), factors, operators)
  return product !== null && rates !== null ? apply('mul', product, apply('exp', rates)) : product
}
