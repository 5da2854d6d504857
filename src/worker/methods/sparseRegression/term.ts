import { apply, constant, constValue, param, variable, type Const, type Expr } from '../../../shared/domain/expr.ts'
import { OPERATORS, type OperatorId } from '../../../shared/domain/operators.ts'
import { halfPower } from '../../kernel/power.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'

const ONE = constant(1)

/** Π x_j^p_j, the input by its number; exponents are whole or half numbers. */
export type Monomial = readonly { readonly input: number; readonly exponent: Const }[]

/** f(m) or f(−m). */
export interface WrappedMonomial {
  readonly operator: OperatorId
  readonly argument: Monomial
  readonly isNegated: boolean
}

/** A monomial, a function of one, or both multiplied. */
export interface Term {
  readonly prefactor: Monomial
  readonly wrapped: WrappedMonomial | null
  /** Order in the library: simple terms first. */
  readonly cost: number
}

/** Values of a term on some rows; NaN where the argument of a function is infinite, even if the function is not. */
export function termValues({ prefactor, wrapped }: Term, x: readonly Float64Array[]): Float64Array {
  const outer = monomialValues(prefactor, x)
  if (wrapped === null) return outer
  const { evaluate } = OPERATORS[wrapped.operator]
  const sign = wrapped.isNegated ? -1 : 1
  const inner = monomialValues(wrapped.argument, x)
  return outer.map((value, i) => (Number.isFinite(inner[i]!) ? value * evaluate(sign * inner[i]!, NaN) : NaN))
}

function monomialValues(monomial: Monomial, x: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(x[0]?.length ?? 0).fill(1)
  for (const { input, exponent } of monomial) {
    const column = x[input]!
    const twice = 2 * constValue(exponent)
    for (let i = 0; i < values.length; i++) values[i] = values[i]! * halfPower(column[i]!, twice)
  }
  return values
}

function factorsOf(monomial: Monomial, names: readonly string[]): Factor[] {
  return monomial.map(({ input, exponent }) => ({ base: variable(names[input]!), exponent }))
}

/** coefficient · term as people write it; null where the operators do not allow it. */
export function termFormula(
  coefficient: number,
  { prefactor, wrapped }: Term,
  names: readonly string[],
  operators: ReadonlySet<OperatorId>
): Expr | null {
  const factors = factorsOf(prefactor, names)
  if (wrapped === null) return powerProduct(param(coefficient), factors, operators)
  const argument = powerProduct(null, factorsOf(wrapped.argument, names), operators)
  const base = argument && apply(wrapped.operator, wrapped.isNegated ? apply('neg', argument) : argument)
  return base && powerProduct(param(coefficient), [...factors, { base, exponent: ONE }], operators)
}

/** Whether a term is a product of positive whole powers. */
export function isPolynomial({ prefactor, wrapped }: Term): boolean {
  return wrapped === null && prefactor.every(({ exponent }) => exponent.numerator > 0 && exponent.denominator === 1)
}
