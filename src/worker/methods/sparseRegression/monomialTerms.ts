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
/** Dearest monomial for so many inputs: the number of monomials grows with the power of the inputs. */
const MAX_COSTS = [Infinity, Infinity, Infinity, 6.2, 5.2]
const MAX_COST_OF_MANY = 4.2
const MAX_COST_OF_VERY_MANY = 2.8
const VERY_MANY_INPUTS = 12

/** All monomials of these inputs up to a degree, the sum of the magnitudes of the exponents; the constant is not one. */
export function monomialTerms(inputCount: number, maxDegree: number): Term[] {
  const maxCost = MAX_COSTS[inputCount] ?? (inputCount > VERY_MANY_INPUTS ? MAX_COST_OF_VERY_MANY : MAX_COST_OF_MANY)
  const terms: Term[] = []
  function extend(prefactor: Monomial, from: number, cost: number, degree: number): void {
    if (prefactor.length > 0) terms.push({ prefactor, wrapped: null, cost })
    for (let input = from; input < inputCount; input++) {
      for (const { exponent, cost: added } of EXPONENTS) {
        const reached = degree + Math.abs(constValue(exponent))
        if (reached > maxDegree || cost + added > maxCost) continue
        extend([...prefactor, { input, exponent }], input + 1, cost + added, reached)
      }
    }
  }
  extend([], 0, 0, 0)
  return terms
}
