import { constant, constValue, type Const } from '../../../shared/domain/expr.ts'
import type { Monomial, Term } from './term.ts'

/** Exponents and what they cost: laws prefer the simple ones. */
const EXPONENTS: readonly { readonly exponent: Const; readonly cost: number }[] = [
  { exponent: constant(1), cost: 1 },
  { exponent: constant(-1), cost: 1.2 },
  { exponent: constant(2), cost: 1.4 },
  { exponent: constant(-2), cost: 1.8 },
  { exponent: constant(1, 2), cost: 2.2 },
  { exponent: constant(3), cost: 2.4 },
  { exponent: constant(-1, 2), cost: 2.8 },
  { exponent: constant(4), cost: 3 },
  { exponent: constant(5), cost: 3.4 }
]
const FIRST_COST = 2.4
const MORE_COST = 0.4

/**
 * All monomials of these inputs up to a degree, the sum of the magnitudes of the exponents, and up to a cost: the least
 * one at which there are `most` of them. The constant is not one.
 */
export function monomialTerms(inputCount: number, maxDegree: number, most: number): Term[] {
  let terms: Term[] = []
  for (let maxCost = FIRST_COST; terms.length < most; maxCost += MORE_COST) {
    const { found, isComplete } = monomialsUpTo(inputCount, maxDegree, maxCost)
    terms = found
    if (isComplete) break
  }
  return terms
}

/** Complete where no monomial was too dear. */
function monomialsUpTo(
  inputCount: number,
  maxDegree: number,
  maxCost: number
): { readonly found: Term[]; readonly isComplete: boolean } {
  const found: Term[] = []
  let isComplete = true
  function extend(prefactor: Monomial, from: number, cost: number, degree: number): void {
    if (prefactor.length > 0) found.push({ prefactor, wrapped: null, cost })
    for (let input = from; input < inputCount; input++) {
      for (const { exponent, cost: added } of EXPONENTS) {
        const reached = degree + Math.abs(constValue(exponent))
        if (reached > maxDegree) continue
        if (cost + added > maxCost) isComplete = false
        else extend([...prefactor, { input, exponent }], input + 1, cost + added, reached)
      }
    }
  }
  extend([], 0, 0, 0)
  return { found, isComplete }
}
