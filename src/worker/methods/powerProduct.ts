import { apply, constant, constValue, type Const, type Expr, type Param } from '../../shared/domain/expr.ts'
import type { OperatorId } from '../../shared/domain/operators.ts'

/** base ^ exponent as part of a product. */
export interface Factor {
  readonly base: Expr
  readonly exponent: Const | Param
}

/** Largest exponent that is written as a product where powers are not allowed. */
const MAX_REPEATED = 4

/**
 * coefficient · Π base^exponent as people write it: fixed negative exponents under a fraction bar, ½ as a root. Null
 * where the operators do not allow it.
 */
export function powerProduct(
  coefficient: Expr | null,
  factors: readonly Factor[],
  operators: ReadonlySet<OperatorId>
): Expr | null {
  const above: (Expr | null)[] = coefficient === null ? [] : [coefficient]
  const below: (Expr | null)[] = []
  for (const { base, exponent } of factors) {
    const isBelow = exponent.kind === 'const' && constValue(exponent) < 0 && operators.has('div')
    if (isBelow) below.push(power(base, { ...exponent, numerator: -exponent.numerator }, operators))
    else if (exponent.kind === 'param' || exponent.numerator !== 0) above.push(power(base, exponent, operators))
  }
  const numerator = product(above, operators)
  if (below.length === 0 || numerator === null) return numerator
  const denominator = product(below, operators)
  return denominator && apply('div', numerator, denominator)
}

/** base ^ exponent by the operators that there are; null where they do not suffice. */
export function power(base: Expr, exponent: Const | Param, operators: ReadonlySet<OperatorId>): Expr | null {
  if (exponent.kind === 'const' && exponent.symbol === null) {
    const { numerator, denominator } = exponent
    if (numerator === denominator) return base
    if (numerator === 1 && denominator === 2 && operators.has('sqrt')) return apply('sqrt', base)
    if (!operators.has('pow') && denominator === 1 && numerator > 0 && numerator <= MAX_REPEATED) {
      return product(new Array<Expr>(numerator).fill(base), operators)
    }
  }
  return operators.has('pow') ? apply('pow', base, exponent) : null
}

/** Product of the parts, 1 for none; null where a part is, or where multiplication is not allowed. */
function product(parts: readonly (Expr | null)[], operators: ReadonlySet<OperatorId>): Expr | null {
  let result: Expr | null = null
  for (const part of parts) {
    if (part === null || (result !== null && !operators.has('mul'))) return null
    result = result === null ? part : apply('mul', result, part)
  }
  return parts.length === 0 ? constant(1) : result
}
