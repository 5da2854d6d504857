import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { greatestCommonDivisor } from '../../../shared/expression/greatestCommonDivisor.ts'
import { powerProduct } from '../powerProduct.ts'
import { monomialFactors, type Generator } from './generators.ts'
import { coefficientOf, degreeIn, divide, writePolynomial, type Polynomial, type Quotient } from './polynomial.ts'
import { polynomialAt, realRoots } from './realRoots.ts'

/** A fraction whose share of all is below this is rounding. */
const ROUNDING = 1e-8

/**
 * The quotient as a polynomial plus fractions c/(g − root) and c/g^k in one generator, which alone is in the
 * denominator but for a common factor; null where it is not, where some root is complex or double, or where the
 * operators do not allow it.
 */
export function partialFractions(
  quotient: Quotient,
  which: number,
  generators: readonly Generator[],
  operators: ReadonlySet<OperatorId>
): Expr | null {
  const { above, below, all } = inWholePowers(quotient, which, generators)
  const common = below[0]!.exponents.with(which, 0)
  if (below.some(({ exponents }) => exponents.some((exponent, g) => g !== which && exponent !== common[g]))) return null
  const q = powersOf(below, which)
  const zeros = q.findIndex((value) => value !== 0)
  const h = q.slice(zeros)
  const roots = realRoots(h)
  if (q.length < 3 || roots.length !== h.length - 1) return null
  const bare: Polynomial = below.map(({ exponents, coefficient }) => ({
    exponents: exponents.map((exponent, g) => (g === which ? exponent : 0)),
    coefficient
  }))
  const whole = divide({ above, below: bare }, which)
  if (whole === null) return null
  const others = Map.groupBy(above, ({ exponents }) => exponents.with(which, 0).join())
  const slope = q.slice(1).map((value, k) => (k + 1) * value)
  const sizes = all.map(({ values }) => rootMeanSquare(values))

  /** What stands above one fraction: for each monomial of the other generators, less the common factor below, a number. */
  const numerator = (numberOf: (p: readonly number[]) => number, below: number): Weighed =>
    [...others.values()].map((parts) => {
      const exponents = parts[0]!.exponents.with(which, 0).map((exponent, g) => exponent - common[g]!)
      const coefficient = numberOf(powersOf(parts, which))
      return { exponents, coefficient, size: Math.abs(coefficient * sizeOf(exponents, sizes)) / below }
    })
  const polynomial: Weighed = whole.whole.map(({ exponents, coefficient }) => {
    const own = exponents.map((exponent, g) => exponent - common[g]!)
    return { exponents: own, coefficient, size: Math.abs(coefficient) * sizeOf(own, sizes) }
  })
  const base = powerProduct(null, monomialFactors(all, common.map((_, g) => (g === which ? 1 : 0))), operators) // prettier-ignore
  if (base === null) return null
  const size = sizes[which]!
  const fractions: { readonly above: Weighed; readonly below: Expr | null }[] = [
    { above: polynomial, below: null },
    ...roots.map((root) => ({
      above: numerator((p) => polynomialAt(p, root) / polynomialAt(slope, root), Math.max(size, Math.abs(root))),
      below: apply('add', base, param(-root))
    })),
    ...Array.from({ length: zeros }, (_, j) => ({
      above: numerator((p) => series(p, h, zeros)[zeros - 1 - j]!, size ** (j + 1)),
      below: powerProduct(null, monomialFactors(all, common.map((_, g) => (g === which ? j + 1 : 0))), operators) // prettier-ignore
    }))
  ]
  const largest = Math.max(...fractions.flatMap(({ above: parts }) => parts.map((part) => part.size)))
  let sum: Expr | null = null
  for (const { above: parts, below: divisor } of fractions) {
    const kept = parts.filter((part) => part.size > ROUNDING * largest)
    if (kept.length === 0) continue
    const top = writePolynomial(kept, all, operators)
    if (top === null) return null
    const term: Expr = divisor === null ? top : apply('div', top, divisor)
    sum = sum === null ? term : apply('add', sum, term)
  }
  return sum
}

/** Parts with what they are on the data, about. */
type Weighed = readonly (Polynomial[number] & { readonly size: number })[]

/** The quotient in g^k where all powers of g are multiples of k. */
function inWholePowers(
  { above, below }: Quotient,
  which: number,
  generators: readonly Generator[]
): Quotient & { readonly all: readonly Generator[] } {
  const step =
    [...above, ...below].reduce((gcd, { exponents }) => greatestCommonDivisor(gcd, exponents[which]!), 0) || 1
  const reduced = (polynomial: Polynomial): Polynomial =>
    polynomial.map(({ exponents, coefficient }) => ({
      exponents: exponents.with(which, exponents[which]! / step),
      coefficient
    }))
  const own = generators[which]!
  const power = { ...own, power: own.power * step, values: own.values.map((value) => value ** step) }
  return { above: reduced(above), below: reduced(below), all: generators.with(which, power) }
}

/** Coefficients by the power of one generator, ascending. */
function powersOf(polynomial: Polynomial, which: number): number[] {
  return Array.from({ length: degreeIn(polynomial, which) + 1 }, (_, k) =>
    coefficientOf(polynomial, which, k).reduce((sum, { coefficient }) => sum + coefficient, 0)
  )
}

/** The first terms of the power series of p/h. */
function series(p: readonly number[], h: readonly number[], terms: number): number[] {
  const found: number[] = []
  for (let k = 0; k < terms; k++) {
    const known = found.reduce((sum, value, l) => sum + value * (h[k - l] ?? 0), 0)
    found.push(((p[k] ?? 0) - known) / h[0]!)
  }
  return found
}

function sizeOf(exponents: readonly number[], sizes: readonly number[]): number {
  return exponents.reduce((product, exponent, g) => product * sizes[g]! ** exponent, 1)
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}
