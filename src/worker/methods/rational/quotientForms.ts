import { apply, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import type { GeneratorSet } from './generators.ts'
import { partialFractions } from './partialFractions.ts'
import { collectPowers, divide, takeOutWhole, writePolynomial, type Polynomial, type Quotient } from './polynomial.ts'
import { squareRootOf } from './squareRoot.ts'

/**
 * The ways in which people write a quotient: one fraction, a polynomial and a fraction, in particular one in which the
 * generator with a fitted number is left in the denominator alone, and partial fractions.
 */
export function quotientForms(
  quotient: Quotient,
  { generators, fitted }: GeneratorSet,
  operators: ReadonlySet<OperatorId>
): Expr[] {
  const write = (polynomial: Polynomial): Expr | null =>
    fitted === null
      ? writePolynomial(polynomial, generators, operators)
      : collectPowers(polynomial, fitted, generators, operators)
  const fraction = (above: Polynomial, below: Polynomial): Expr | null => {
    const [top, bottom] = [write(above), write(below)]
    return top && bottom && apply('div', top, bottom)
  }
  const { above, below } = quotient
  const forms: (Expr | null)[] = [fraction(above, below)]
  for (const { whole, rest } of [takeOutWhole(quotient), fitted === null ? null : divide(quotient, fitted)].filter(
    (split) => split !== null
  )) {
    if (whole.length === 0) continue
    const polynomial = write(whole)
    const left = rest.length === 0 ? null : fraction(rest, below)
    forms.push(rest.length === 0 ? polynomial : polynomial && left && apply('add', polynomial, left))
  }
  generators.forEach((_, g) => forms.push(partialFractions(quotient, g, generators, operators)))
  return forms.filter((form) => form !== null)
}

/**
 * Both square roots of a quotient whose numerator or denominator is the square of a polynomial, without a root there:
 * shorter, and of either sign where a root has but one.
 */
export function quotientRoots(
  { above, below }: Quotient,
  { generators }: GeneratorSet,
  operators: ReadonlySet<OperatorId>
): Expr[] {
  // of a quotient both may be negative
  const isTurned = [above, below].every((polynomial) => polynomial.some(({ coefficient }) => coefficient < 0))
  return (isTurned ? [1, -1] : [1]).flatMap((sign) => {
    const [top, bottom] = [above, below].map((polynomial) => {
      const own = polynomial.map(({ exponents, coefficient }) => ({ exponents, coefficient: sign * coefficient }))
      const root = squareRootOf(own)
      const written = writePolynomial(root ?? own, generators, operators)
      return { isPlain: root !== null, form: root === null && written !== null ? apply('sqrt', written) : written }
    }) as [Written, Written]
    if (!(top.isPlain || bottom.isPlain) || top.form === null || bottom.form === null) return []
    const form = apply('div', top.form, bottom.form)
    return [form, apply('neg', form)]
  })
}

interface Written {
  readonly isPlain: boolean
  readonly form: Expr | null
}
