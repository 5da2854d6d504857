import { combineDimensions, DIMENSIONLESS, type Dimension } from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { printInfix } from '../../../shared/expression/printInfix.ts'

/** A column as formulas name it: `v1` stands for v1_before and v1_after. */
export interface BaseVariable {
  readonly name: string
  readonly dimension: Dimension | null
  /** The same before and after every event, or along every trajectory: a mass. */
  readonly isFixed: boolean
}

/** One building block of quantities; a sum over bodies has several parts with one coefficient. */
export interface LibraryTerm {
  readonly parts: readonly Expr[]
  /** Tells terms apart. */
  readonly key: string
  /** Price of using it: the total degree and half a point for each factor, more for functions. */
  readonly cost: number
  /** Null where a variable has no unit. */
  readonly dimension: Dimension | null
  /** Exponent of every variable in each part, for a part that is a product of powers; else null. */
  readonly powers: readonly (ReadonlyMap<string, number> | null)[]
}

export type Powers = readonly { readonly of: BaseVariable; readonly exponent: number }[]

/** Share of the price that a mass has: what never changes belongs to a law, or does no harm. */
const FIXED = 0.5

/** Π variable^exponent; exponents are whole and not 0. */
export function monomialTerm(powers: Powers): LibraryTerm {
  return {
    parts: [monomialExpr(powers)],
    key: printInfix(monomialExpr(powers)),
    cost: powers.reduce((sum, { of, exponent }) => sum + (of.isFixed ? FIXED : 1) * powerCost(exponent), 0),
    dimension: powers.reduce<Dimension | null>(
      (dimension, { of, exponent }) =>
        dimension && of.dimension && combineDimensions(dimension, of.dimension, exponent),
      DIMENSIONLESS
    ),
    powers: [new Map(powers.map(({ of, exponent }) => [of.name, exponent]))]
  }
}

/** A term that is no product of powers. */
export function functionTerm(expr: Expr, cost: number, dimension: Dimension | null): LibraryTerm {
  return { parts: [expr], key: printInfix(expr), cost, dimension, powers: [null] }
}

/** The sum of terms with one coefficient, at the price of its first and a little for every further one. */
export function sumTerm(terms: readonly LibraryTerm[]): LibraryTerm {
  const parts = terms.flatMap((term) => term.parts)
  return {
    parts,
    key: terms.map(({ key }) => key).join(' + '),
    cost: terms[0]!.cost + 0.5 * terms.length,
    dimension: terms[0]!.dimension,
    powers: terms.flatMap(({ powers }) => powers)
  }
}

/** term · term, at the price of both. */
export function productTerm(a: LibraryTerm, b: LibraryTerm): LibraryTerm {
  const expr = apply('mul', a.parts[0]!, b.parts[0]!)
  const dimension = a.dimension && b.dimension && combineDimensions(a.dimension, b.dimension)
  return functionTerm(expr, a.cost + b.cost, dimension)
}

/** The whole term as one formula. */
export function termExpr({ parts }: LibraryTerm): Expr {
  return parts.reduce((sum, part) => apply('add', sum, part))
}

function powerCost(exponent: number): number {
  return Math.abs(exponent) + 0.5 + (exponent < 0 ? 1 : 0)
}

function monomialExpr(powers: Powers): Expr {
  const product = (side: Powers): Expr | null =>
    side.reduce<Expr | null>((left, { of, exponent }) => {
      const size = Math.abs(exponent)
      const factor = size === 1 ? variable(of.name) : apply('pow', variable(of.name), constant(size))
      return left === null ? factor : apply('mul', left, factor)
    }, null)
  const above = product(powers.filter(({ exponent }) => exponent > 0))
  const below = product(powers.filter(({ exponent }) => exponent < 0))
  return below === null ? (above ?? constant(1)) : apply('div', above ?? constant(1), below)
}
