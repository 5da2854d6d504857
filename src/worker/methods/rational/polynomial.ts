import { apply, param, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct } from '../powerProduct.ts'
import { monomialFactors, type Exponents, type Generator } from './generators.ts'

/** coefficient · Π generator^exponent. */
export interface Part {
  readonly exponents: Exponents
  readonly coefficient: number
}

export type Polynomial = readonly Part[]

/** above / below. */
export interface Quotient {
  readonly above: Polynomial
  readonly below: Polynomial
}

/** The degree of a polynomial in one generator; −1 for none. */
export function degreeIn(polynomial: Polynomial, generator: number): number {
  return polynomial.reduce((most, { exponents }) => Math.max(most, exponents[generator]!), -1)
}

/** What multiplies a power of one generator. */
export function coefficientOf(polynomial: Polynomial, generator: number, power: number): Polynomial {
  return polynomial
    .filter(({ exponents }) => exponents[generator] === power)
    .map(({ exponents, coefficient }) => ({ exponents: exponents.with(generator, 0), coefficient }))
}

/** The polynomial with fitted numbers, but for ones; null where the operators do not allow it, and for 0. */
export function writePolynomial(
  polynomial: Polynomial,
  generators: readonly Generator[],
  operators: ReadonlySet<OperatorId>
): Expr | null {
  let sum: Expr | null = null
  for (const { exponents, coefficient } of polynomial) {
    const factors = monomialFactors(generators, exponents)
    const term = powerProduct(coefficient === 1 ? null : param(coefficient), factors, operators)
    if (term === null || (sum !== null && !operators.has('add'))) return null
    sum = sum === null ? term : apply('add', sum, term)
  }
  return sum
}

/** The polynomial with every power of one generator written but once. */
export function collectPowers(
  polynomial: Polynomial,
  generator: number,
  generators: readonly Generator[],
  operators: ReadonlySet<OperatorId>
): Expr | null {
  let sum: Expr | null = null
  for (let power = 0; power <= degreeIn(polynomial, generator); power++) {
    const parts = coefficientOf(polynomial, generator, power)
    if (parts.length === 0) continue
    const factor = writePolynomial(parts, generators, operators)
    const powers = powerProduct(null, monomialFactors(generators, generators.map((_, g) => (g === generator ? power : 0))), operators) // prettier-ignore
    if (factor === null || powers === null) return null
    const term = power === 0 ? factor : apply('mul', factor, powers)
    sum = sum === null ? term : apply('add', sum, term)
  }
  return sum
}

/** above = whole · below + rest in powers of one generator; null where its highest power below is not multiplied by a number. */
export function divide(
  { above, below }: Quotient,
  generator: number
): { readonly whole: Polynomial; readonly rest: Polynomial } | null {
  const degree = degreeIn(below, generator)
  const [lead, ...others] = coefficientOf(below, generator, degree)
  if (degree < 1 || lead === undefined || others.length > 0 || lead.exponents.some((exponent) => exponent !== 0))
    return null
  let whole: Polynomial = []
  let rest = above
  for (let top = degreeIn(rest, generator); top >= degree; top = degreeIn(rest, generator)) {
    const factor = coefficientOf(rest, generator, top).map(({ exponents, coefficient }) => ({
      exponents: exponents.with(generator, top - degree),
      coefficient: coefficient / lead.coefficient
    }))
    whole = add(whole, factor, 1)
    // what cancels is taken out by its exponents, not by its rounded number
    rest = factor
      .reduce((left, part) => add(left, multiplied(below, part), -1), rest)
      .filter(({ exponents }) => exponents[generator]! < top)
  }
  return { whole, rest }
}

/**
 * above = whole · below + rest with as few parts as can be had by taking multiples of the denominator out of the
 * numerator, each of which has to cancel more parts than it brings.
 */
export function takeOutWhole({ above, below }: Quotient): { readonly whole: Polynomial; readonly rest: Polynomial } {
  let [whole, rest]: [Polynomial, Polynomial] = [[], above]
  for (;;) {
    const shorter = rest
      .flatMap((part) => below.map((divisor) => ratioOf(part, divisor)))
      .filter(({ exponents }) => exponents.every((exponent) => exponent >= 0))
      .map((factor) => ({ factor, left: add(rest, multiplied(below, factor), -1) }))
      .filter(({ left }) => left.length + 1 < rest.length)
      .sort((a, b) => a.left.length - b.left.length)[0]
    if (shorter === undefined) return { whole, rest }
    whole = add(whole, [shorter.factor], 1)
    rest = shorter.left
  }
}

export function ratioOf(a: Part, b: Part): Part {
  return {
    exponents: a.exponents.map((exponent, g) => exponent - b.exponents[g]!),
    coefficient: a.coefficient / b.coefficient
  }
}

export function multiplied(polynomial: Polynomial, { exponents, coefficient }: Part): Polynomial {
  return polynomial.map((part) => ({
    exponents: part.exponents.map((exponent, g) => exponent + exponents[g]!),
    coefficient: coefficient * part.coefficient
  }))
}

/** Numbers that are so much smaller than what they are the sum of are rounding. */
const CANCELLED = 1e-9

/** a ± b without the parts that cancel, to so much of their size. */
export function add(a: Polynomial, b: Polynomial, sign: 1 | -1, cancelled = CANCELLED): Polynomial {
  const sum = [...a]
  for (const { exponents, coefficient } of b) {
    const own = sign * coefficient
    const at = sum.findIndex((part) => part.exponents.every((exponent, g) => exponent === exponents[g]))
    if (at < 0) sum.push({ exponents, coefficient: own })
    else {
      const total = sum[at]!.coefficient + own
      if (Math.abs(total) < cancelled * Math.abs(own)) sum.splice(at, 1)
      else sum[at] = { exponents, coefficient: total }
    }
  }
  return sum
}
