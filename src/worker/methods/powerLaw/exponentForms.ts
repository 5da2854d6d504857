import { constValue, param, type Const, type Param } from '../../../shared/domain/expr.ts'
import { fitLogLinear, type LogFit } from './logLinear.ts'
import type { LogView } from './logView.ts'
import { nearbyExponent, nearestHalf } from './rationalExponents.ts'

/** A fit of which some exponents are exact: `exponents[k]` stands for coefficient k. */
export interface ExponentForm {
  readonly fit: LogFit
  readonly exponents: readonly (Const | Param)[]
}

/**
 * A fit with its exponents as fitted, with those near simple fractions made exact one after another (the rest refitted
 * each time, for rounding one shifts the others), and with all of them rounded to halves. The judge chooses.
 */
export function exponentForms(fit: LogFit, view: LogView, x: readonly Float64Array[]): ExponentForm[] {
  const none = new Array<null>(fit.terms.length).fill(null)
  const exact = roundOneByOne(fit, view, x)
  const halves = fit.terms.map((term, k) => (term.kind === 'power' ? nearestHalf(fit.coefficients[k]!) : null))
  return [none, exact, halves].flatMap((fixed) => {
    // an exponent that rounds to nothing belongs to the fit without that input
    if (fixed.some((value) => value?.numerator === 0)) return []
    const refitted = fitLogLinear(
      view,
      x,
      fit.terms,
      fixed.map((value) => value && constValue(value))
    )
    if (refitted === null) return []
    return [{ fit: refitted, exponents: refitted.coefficients.map((value, k) => fixed[k] ?? param(value)) }]
  })
}

/** The exponent surest to be simple first. */
function roundOneByOne(fit: LogFit, view: LogView, x: readonly Float64Array[]): (Const | null)[] {
  const fixed: (Const | null)[] = fit.terms.map(() => null)
  let current: LogFit | null = fit
  while (current !== null) {
    const { coefficients, standardErrors } = current
    const waiting = fit.terms.flatMap((term, k) => {
      if (term.kind !== 'power' || fixed[k] !== null) return []
      const near = nearbyExponent(coefficients[k]!, standardErrors[k]!)
      return near === null ? [] : [{ k, near, distance: Math.abs(constValue(near) - coefficients[k]!) }]
    })
    const next = waiting.sort((a, b) => a.near.denominator - b.near.denominator || a.distance - b.distance)[0]
    if (next === undefined) break
    fixed[next.k] = next.near
    current = fitLogLinear(
      view,
      x,
      fit.terms,
      fixed.map((value) => value && constValue(value))
    )
  }
  return fixed
}
