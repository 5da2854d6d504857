import { apply, constant } from '../../../shared/domain/expr.ts'
import type { TargetTransform } from '../targetTransform.ts'

/** A one-to-one change of scale of the target. */
export type Scale = Omit<TargetTransform, 'id'>

/** Larger exponents of e say nothing but their largest. */
export const MAX_EXPONENT = 30

/** 1/√y. */
export const INVERSE_ROOT: Scale = {
  label: '1/√y',
  needs: ['div', 'pow'],
  suits: (y) => y.every((value) => value > 0),
  evaluate: (y) => 1 / Math.sqrt(y),
  derivative: (y) => -0.5 * y ** -1.5,
  invert: (sum) => apply('div', constant(1), apply('pow', sum, constant(2)))
}

/** Scales that are rarer than those that all methods look at: exp y, for a y that is a logarithm of a sum, and 1/√y. */
export const FURTHER_SCALES: readonly Scale[] = [
  {
    label: 'exp y',
    needs: ['log'],
    suits: (y) => y.every((value) => Math.abs(value) < MAX_EXPONENT),
    evaluate: Math.exp,
    derivative: Math.exp,
    invert: (sum) => apply('log', sum)
  },
  INVERSE_ROOT
]
