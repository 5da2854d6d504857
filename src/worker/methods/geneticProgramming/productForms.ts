import { apply, constant, param, type Const, type Expr, type Param } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import type { LogColumn } from './logDomain.ts'

/** An exponent this near a half is tried as one. */
const NEAR = 0.15
/** Larger exponents of e than this would overflow before the fit can mend them. */
const MAX_EXPONENT = 700

type Snap = (value: number) => Const | Param

/**
 * Products from coefficients [log c, exponents of the inputs …, one a column …] of the log domain: with all exponents
 * rounded to halves, with those near a half rounded, and with free ones. Null where the operators do not allow it.
 */
export function productForms(
  coefficients: Float64Array,
  inputs: readonly Expr[],
  columns: readonly LogColumn[],
  operators: readonly OperatorId[]
): (Expr | null)[] {
  const allowed = new Set(operators)
  const scale = param(Math.exp(Math.max(-MAX_EXPONENT, Math.min(coefficients[0]!, MAX_EXPONENT))))
  return [toHalf, toNearHalf, param].map((snap: Snap) => {
    const powers: Factor[] = inputs.map((base, j) => ({ base, exponent: snap(coefficients[1 + j]!) }))
    const factors: Factor[] = columns.map(({ expression, isExponent }, k) => {
      const value = coefficients[1 + inputs.length + k]!
      return isExponent
        ? { base: apply('exp', apply('mul', param(value), expression)), exponent: constant(1) }
        : { base: expression, exponent: snap(value) }
    })
    return powerProduct(scale, [...powers, ...factors], allowed)
  })
}

function toHalf(value: number): Const {
  const twice = Math.round(2 * value)
  return twice % 2 === 0 ? constant(twice / 2) : constant(twice, 2)
}

function toNearHalf(value: number): Const | Param {
  return Math.abs(2 * value - Math.round(2 * value)) < 2 * NEAR ? toHalf(value) : param(value)
}
