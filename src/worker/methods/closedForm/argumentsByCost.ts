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

/** Arguments of one price: monomials alone, or each with each of some atoms. */
interface Shelf {
  readonly cost: number
  readonly monomials: readonly Monomial[]
  readonly atoms: readonly Atom[] | null
}

/**
 * All arguments with above < cost ≤ limit, cheapest first, monomials before those with atoms; made one at a time, for of
 * many inputs there are many millions.
 */
export function* argumentsByCost(
  variables: readonly number[],
  atoms: readonly Atom[],
  units: KnownUnits | null,
  range: CostRange
): Generator<Argument> {
  for (const shelf of shelves(variables.length, atoms, range)) {
    for (const monomial of shelf.monomials) {
      const plain = plainArgument(monomial, variables, units)
      if (shelf.atoms === null) yield plain
      else for (const atom of shelf.atoms) yield withAtom(plain, atom, shelf.cost)
    }
  }
}

function shelves(inputs: number, atoms: readonly Atom[], { above, limit, isRich = false }: CostRange): Shelf[] {
  const plain = byCost(monomials(inputs, { above: Math.max(above, 0), limit, isRich }))
  const found: Shelf[] = plain.map(([cost, own]) => ({ cost, monomials: own, atoms: null }))
  const cheap = byCost(monomials(inputs, { above: -1, limit: limit - ATOM_HANDICAP - (atoms[0]?.cost ?? 0), isRich }))
  const atomShelves = byCost(atoms)
  for (const [monomialCost, own] of cheap) {
    for (const [atomCost, those] of atomShelves) {
      const cost = monomialCost + atomCost + (monomialCost === 0 ? 0 : ATOM_HANDICAP)
      if (cost > above && cost <= limit) found.push({ cost, monomials: own, atoms: those })
    }
  }
  return found.sort((a, b) => a.cost - b.cost)
}

function byCost<Item extends { readonly cost: number }>(items: readonly Item[]): [number, Item[]][] {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const group = groups.get(item.cost)
    if (group === undefined) groups.set(item.cost, [item])
    else group.push(item)
  }
  return [...groups]
}

function withAtom({ monomial, monomialDimension: own }: Argument, atom: Atom, cost: number): Argument {
  const joint = own && atom.dimension && combineDimensions(own, atom.dimension)
  return { monomial, atom, cost, monomialDimension: own, dimension: joint }
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
