import { apply, constant, param, type Expr } from '../../../shared/domain/expr.ts'
import type { Quantity } from '../../../shared/domain/finding.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import type { WeightedTerm } from './normaliseLaw.ts'

/**
 * The law as one formula: exact coefficients as constants, the others as fitted numbers with their errors. A sum of
 * logarithms is written as the product of powers that it is the logarithm of, log p + 7/5 log V as p V^(7/5).
 */
export function lawExpression(terms: readonly WeightedTerm[]): Quantity {
  const bases = terms.map(({ term }) => logarithmOf(term))
  if (bases.every((base) => base !== null)) return productOfPowers(terms, bases)
  const uncertainties: (number | null)[] = []
  let expression: Expr | null = null
  for (const { term, coefficient } of terms) {
    for (const part of term.parts) {
      const isTaken: boolean = coefficient.value < 0 && expression !== null
      const size = isTaken ? -coefficient.value : coefficient.value
      const piece = times(part, size, coefficient.exact)
      if (coefficient.exact === null) uncertainties.push(coefficient.error)
      expression = expression === null ? piece : apply(isTaken ? 'sub' : 'add', expression, piece)
    }
  }
  if (expression === null) throw new Error('a law has at least one term')
  return { expression, uncertainties }
}

/** What a term is the logarithm of; null where it is none. */
function logarithmOf({ parts }: LibraryTerm): Expr | null {
  const [part] = parts
  return parts.length === 1 && part!.kind === 'apply' && part!.operator === 'log' ? part!.args[0]! : null
}

function productOfPowers(terms: readonly WeightedTerm[], bases: readonly Expr[]): Quantity {
  const side = (isBelow: boolean) =>
    terms.flatMap(({ coefficient: { value, exact, error } }, k) => {
      if (value < 0 !== isBelow) return []
      const size = Math.abs(value)
      const exponent = exact === null ? param(size) : constant(Math.abs(exact[0]), exact[1])
      const factor = exact !== null && size === 1 ? bases[k]! : apply('pow', bases[k]!, exponent)
      return [{ factor, uncertainties: exact === null ? [error] : [] }]
    })
  const product = (factors: readonly { readonly factor: Expr }[]) =>
    factors.reduce<Expr | null>((left, { factor }) => (left === null ? factor : apply('mul', left, factor)), null)
  const [above, below] = [side(false), side(true)]
  const numerator = product(above) ?? constant(1)
  const denominator = product(below)
  return {
    expression: denominator === null ? numerator : apply('div', numerator, denominator),
    uncertainties: [...above, ...below].flatMap(({ uncertainties }) => uncertainties)
  }
}

/** value · part; `exact` gives the fraction, whose sign is that of the value. */
function times(part: Expr, value: number, exact: readonly [number, number] | null): Expr {
  if (exact === null) return apply('mul', param(value), part)
  const [numerator, denominator] = [Math.sign(value) * Math.abs(exact[0]), exact[1]]
  if (numerator === 1 && denominator === 1) return part
  if (numerator === -1 && denominator === 1) return apply('neg', part)
  // 1/r times 2 is 2/r
  if (part.kind === 'apply' && part.operator === 'div' && isOne(part.args[0]!) && denominator === 1)
    return apply('div', constant(numerator), part.args[1]!)
  return apply('mul', constant(numerator, denominator), part)
}

function isOne(expr: Expr): boolean {
  return expr.kind === 'const' && expr.numerator === 1 && expr.denominator === 1 && expr.symbol === null
}
