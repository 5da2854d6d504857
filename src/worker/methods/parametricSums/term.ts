import { apply, constant, param, paramValues, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'

/** One summand of a linear model: coefficient · Π factors, or coefficient · log|Π factors| where the model is one of log|y|. */
export interface Term {
  /** The factors at these numbers inside; null where the operators do not allow them. */
  readonly factors: (numbers: readonly Expr[]) => readonly Factor[]
  readonly isLogarithm: boolean
  readonly numbers: readonly number[]
  readonly coefficient: number
}

export const INTERCEPT: Term = { factors: () => [], isLogarithm: false, numbers: [], coefficient: 1 }

const ONE = constant(1)
/** Inside the engine every operator can be evaluated; what is proposed keeps to those that are allowed. */
const EVERYTHING: ReadonlySet<OperatorId> = new Set<OperatorId>([
  'add',
  'mul',
  'div',
  'pow',
  'sqrt',
  'log',
  'abs',
  'exp'
])

/** coefficient · term for the fit of the linear model. */
export function modelTerm(term: Term, coefficient: Expr, numbers: readonly Expr[]): Expr {
  const product = powerProduct(null, term.factors(numbers), EVERYTHING)!
  if (!term.isLogarithm) return powerProduct(coefficient, term.factors(numbers), EVERYTHING)!
  return apply('mul', coefficient, apply('log', apply('abs', product)))
}

/** The sum of all terms with a Param for every number, and which number each Param is. */
export function modelFormula(terms: readonly Term[]): { readonly formula: Expr; readonly slots: readonly number[] } {
  let next = 0
  const marked = terms
    .map((term) => {
      const coefficient = param(next++)
      return modelTerm(
        term,
        coefficient,
        term.numbers.map(() => param(next++))
      )
    })
    .reduce((a, b) => apply('add', a, b))
  return { formula: marked, slots: paramValues(marked) }
}

/** The numbers of all terms in the order of `slots`: the coefficient of each, then those inside. */
export function allNumbers(terms: readonly Term[]): number[] {
  return terms.flatMap(({ coefficient, numbers }) => [coefficient, ...numbers])
}

/** The terms with other numbers, in the same order. */
export function withNumbers(terms: readonly Term[], values: readonly number[]): Term[] {
  let next = 0
  return terms.map((term) => ({
    ...term,
    coefficient: values[next++]!,
    numbers: term.numbers.map(() => values[next++]!)
  }))
}

/** Σ coefficient · term as it is proposed; null where the operators do not allow it. */
export function sumFormula(terms: readonly Term[], operators: ReadonlySet<OperatorId>): Expr | null {
  let sum: Expr | null = null
  for (const { factors, numbers, coefficient } of terms) {
    const term = powerProduct(param(coefficient), factors(numbers.map(param)), operators)
    if (term === null) return null
    sum = sum === null ? term : apply('add', sum, term)
  }
  return sum
}

/** exp of Σ coefficient · term, with factors in place of logarithms; exponents as `round` writes them. */
export function productFormula(
  terms: readonly Term[],
  operators: ReadonlySet<OperatorId>,
  round: (exponent: number) => Factor['exponent']
): Expr | null {
  const factors: Factor[] = []
  let scale = 0
  for (const term of terms) {
    const { numbers, coefficient } = term
    const own = term.factors(numbers.map(param))
    if (term.isLogarithm) {
      const base = powerProduct(null, own, operators)
      if (base === null) return null
      factors.push({ base, exponent: round(coefficient) })
    } else if (own.length === 0) {
      scale += coefficient
    } else {
      const exponent = powerProduct(param(coefficient), own, operators)
      if (exponent === null || !operators.has('exp')) return null
      factors.push({ base: apply('exp', exponent), exponent: ONE })
    }
  }
  const size = Math.exp(scale)
  return size > 0 && size < Infinity ? powerProduct(param(size), factors, operators) : null
}
