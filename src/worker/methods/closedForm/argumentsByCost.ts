import { combineDimensions, type Dimension } from '../../../shared/domain/dimension.ts'
import { constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { powerProduct, type Factor } from '../powerProduct.ts'
import type { Atom } from './atoms.ts'
import { monomialDimension, type KnownUnits } from './knownUnits.ts'
import { monomials, type CostRange, type Monomial } from './monomials.ts'
import { rationalNear } from './plainNumber.ts'

/** M or M · U: a monomial, or one times an atom; what functions are applied to. */
export interface Argument {
  readonly monomial: Monomial
  readonly atom: Atom | null
  readonly cost: number
  /** Of M alone; null where units are not known. */
  readonly monomialDimension: Dimension | null
  /** Of M · U. */
  readonly dimension: Dimension | null
}

/** Atoms multiply the number of arguments: with them the monomials may cost this much less. */
const ATOM_HANDICAP = 0.6

/** All arguments with above < cost ≤ limit, cheapest first, monomials before those with atoms. */
export function argumentsByCost(
  variables: readonly number[],
  atoms: readonly Atom[],
  units: KnownUnits | null,
  { above, limit, isRich = false }: CostRange
): Argument[] {
  const dimensionOf = (monomial: Monomial) => units && monomialDimension(units, variables, monomial.exponents)
  const plain = monomials(variables.length, { above: Math.max(above, 0), limit, isRich }).map((monomial) =>
    plainArgument(monomial, variables, units)
  )
  const cheap = monomials(variables.length, { above: -1, limit: limit - ATOM_HANDICAP - (atoms[0]?.cost ?? 0), isRich })
  const mixed: Argument[] = []
  for (const monomial of cheap) {
    const dimension = dimensionOf(monomial)
    for (const atom of atoms) {
      const cost = monomial.cost + atom.cost + (monomial.cost === 0 ? 0 : ATOM_HANDICAP)
      if (cost > limit) break
      if (cost <= above) continue
      const joint = dimension && atom.dimension && combineDimensions(dimension, atom.dimension)
      mixed.push({ monomial, atom, cost, monomialDimension: dimension, dimension: joint })
    }
  }
  return [...plain, ...mixed].sort((a, b) => a.cost - b.cost)
}

export function plainArgument(monomial: Monomial, variables: readonly number[], units: KnownUnits | null): Argument {
  const dimension = units && monomialDimension(units, variables, monomial.exponents)
  return { monomial, atom: null, cost: monomial.cost, monomialDimension: dimension, dimension }
}

/** Powers of the inputs as parts of a product. */
export function monomialFactors(
  exponents: readonly number[],
  variables: readonly number[],
  names: readonly string[]
): Factor[] {
  return exponents.flatMap((value, k) => {
    const exponent = rationalNear(value, 1e-9, 99)
    return value === 0 || exponent === null ? [] : [{ base: variable(names[variables[k]!]!), exponent }]
  })
}

/** The product as a formula; null where the operators do not allow it. */
export function argumentFormula(
  exponents: readonly number[],
  atom: Atom | null,
  variables: readonly number[],
  names: readonly string[],
  operators: ReadonlySet<OperatorId>
): Expr | null {
  const factors = monomialFactors(exponents, variables, names)
  if (atom !== null) factors.push({ base: atom.expression, exponent: constant(1) })
  return powerProduct(null, factors, operators)
}
