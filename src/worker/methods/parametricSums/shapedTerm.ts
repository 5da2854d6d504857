import { apply, constant, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import type { Argument, Multiplier } from './atoms.ts'
import type { Curve } from './curve.ts'
import type { Term } from './term.ts'

/** A curve on an argument times a multiplier, its numbers open; the multiplier alone where there is no curve. */
export interface TermShape {
  readonly curve: Curve | null
  readonly argument: { readonly u: Argument; readonly v: Argument } | null
  readonly multiplier: Multiplier
  readonly isLogarithm: boolean
}

/** One that has a curve. */
export type CurveShape = TermShape & {
  readonly curve: Curve
  readonly argument: { readonly u: Argument; readonly v: Argument }
}

/** The term with these numbers in its curve; the second is not used where the curve has but one. */
export function shapedTerm({ curve, argument, multiplier, isLogarithm }: TermShape, c: number, d: number): Term {
  if (curve === null || argument === null)
    return { factors: multiplier.factors, isLogarithm, numbers: [], coefficient: 1 }
  const [u, v] = [argument.u.formula, argument.v.formula]
  const own = curve.numbers === 1 ? [c] : [c, d]
  return {
    factors: (numbers) => [
      ...multiplier.factors(numbers.slice(own.length)),
      curve.factor(u, v, numbers[0]!, numbers[own.length - 1]!)
    ],
    isLogarithm,
    numbers: [...own, ...multiplier.numbers],
    coefficient: 1
  }
}

const ONE = constant(1)

/** curve · (first + share · second), the two multipliers of one curve; null where the operators do not allow it. */
export function sharedTerm(
  { curve, argument, isLogarithm }: CurveShape,
  [first, second]: readonly [Multiplier, Multiplier],
  [c, share]: readonly [number, number],
  operators: ReadonlySet<OperatorId>
): Term | null {
  if (isLogarithm) return null
  const { u, v } = argument
  const productOf = (factors: readonly Factor[]): Expr | null =>
    factors.length === 0 ? ONE : powerProduct(null, factors, operators)
  const [one, other] = [productOf(first.factors([])), productOf(second.factors([]))]
  if (one === null || other === null || !operators.has('add')) return null
  return {
    factors: ([number, part]) => [
      curve.factor(u.formula, v.formula, number!, number!),
      { base: apply('add', one, apply('mul', part!, other)), exponent: ONE }
    ],
    isLogarithm,
    numbers: [c, share],
    coefficient: 1
  }
}
