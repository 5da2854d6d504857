import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { Monomial, Term, WrappedMonomial } from './term.ts'

/** Functions of a monomial; exp also of its negative, for growth and decay are different terms. */
const FUNCTIONS: readonly { readonly operator: OperatorId; readonly isNegated: boolean; readonly cost: number }[] = [
  { operator: 'sin', isNegated: false, cost: 1.6 },
  { operator: 'cos', isNegated: false, cost: 1.6 },
  { operator: 'exp', isNegated: true, cost: 1.6 },
  { operator: 'log', isNegated: false, cost: 1.6 },
  { operator: 'exp', isNegated: false, cost: 2 },
  { operator: 'tanh', isNegated: false, cost: 2.4 }
]
/** Dearest monomial inside a function: x, 1/x, x², √x, x³, x z, x/z. */
const MAX_ARGUMENT_COST = 2.4
/** Dearest monomial inside a function that has a factor before it. */
const MAX_ARGUMENT_COST_IN_PRODUCT = 1.4
/** Dearest factor: x, 1/x, x². */
const MAX_FACTOR_COST = 1.4
const PRODUCT_COST = 0.4

/** Functions of cheap monomials, and such functions times a power of one input. */
export function functionTerms(monomials: readonly Term[], operators: ReadonlySet<OperatorId>): Term[] {
  const cheap = monomials.filter(({ cost }) => cost <= MAX_ARGUMENT_COST)
  const factors = monomials.filter(({ prefactor, cost }) => prefactor.length === 1 && cost <= MAX_FACTOR_COST)
  return FUNCTIONS.filter(({ operator }) => operators.has(operator)).flatMap(({ operator, isNegated, cost }) =>
    cheap.flatMap(({ prefactor: argument, cost: argumentCost }) => {
      // the logarithm of a product is a sum of logarithms
      if (operator === 'log' && !isPlain(argument)) return []
      if (isNegated && !operators.has('neg') && !operators.has('sub')) return []
      const wrapped: WrappedMonomial = { operator, argument, isNegated }
      const alone: Term = { prefactor: [], wrapped, cost: argumentCost + cost }
      if (argumentCost > MAX_ARGUMENT_COST_IN_PRODUCT) return [alone]
      const products = factors.map((factor): Term => ({
        prefactor: factor.prefactor,
        wrapped,
        cost: alone.cost + factor.cost + PRODUCT_COST
      }))
      return [alone, ...products]
    })
  )
}

function isPlain(monomial: Monomial): boolean {
  const [only] = monomial
  return monomial.length === 1 && only!.exponent.numerator === 1 && only!.exponent.denominator === 1
}
