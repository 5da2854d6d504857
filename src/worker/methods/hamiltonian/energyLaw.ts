import { apply, constant, mapExpr, variable, type Expr } from '../../../shared/domain/expr.ts'
import { differentiate } from '../../../shared/expression/differentiate.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { instantiate, numberName, type Parametric } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'

/** A force against the motion: −γ p, or −γ p |p|. */
export interface Friction {
  readonly kind: 'linear' | 'quadratic'
  readonly value: number
}

/** What moves a system: its energy and what takes energy out of it. */
export interface EnergyLaw {
  /** The whole energy where partners are momenta; the potential alone where they are velocities. */
  readonly energy: Parametric
  readonly friction: readonly Friction[]
  /** Mass of each body of the first grouping; all 1 where partners are momenta. */
  readonly masses: readonly number[]
  /** Masses that are fitted: all but the first, which sets the unit, unless they were given. */
  readonly areMassesFree: boolean
  /** Where the form comes from. */
  readonly library: string
}

/** Number of the body that coordinate k belongs to. */
export function bodyOf({ groupings }: PhaseSpace, k: number): number {
  return Math.max(
    0,
    groupings[0]!.findIndex((body) => body.includes(k))
  )
}

/** All numbers of a law in one row: those of the energy, of the friction, and of the free masses. */
export function numbersOf({ energy, friction, masses, areMassesFree }: EnergyLaw): number[] {
  return [...energy.values, ...friction.map(({ value }) => value), ...(areMassesFree ? masses.slice(1) : [])]
}

export function withNumbers(law: EnergyLaw, numbers: ArrayLike<number>): EnergyLaw {
  const { energy, friction, masses, areMassesFree } = law
  const own = energy.values.length
  const behind = own + friction.length
  return {
    ...law,
    energy: { ...energy, values: energy.values.map((_, i) => numbers[i]!) },
    friction: friction.map((force, i) => ({ ...force, value: numbers[own + i]! })),
    masses: masses.map((mass, b) => (areMassesFree && b > 0 ? numbers[behind + b - 1]! : mass))
  }
}

/** d state/dt of every state, as formulas of the states and of the law's numbers #0, #1, … */
export function ratesOf(space: PhaseSpace, law: EnergyLaw): Expr[] {
  const { degrees, kind, names } = space
  const positions = names.slice(0, degrees)
  const partners = names.slice(degrees)
  const drifts = partners.map((name) => (kind === 'velocity' ? variable(name) : differentiate(law.energy.expr, name)))
  const kicks = positions.map((name, k) => {
    const force = apply('neg', differentiate(law.energy.expr, name))
    const mass = massExpr(space, law, bodyOf(space, k))
    const pull = kind === 'velocity' ? apply('div', force, mass) : force
    const drags = law.friction.map((friction, i) => dragOf(partners, k, friction, law.energy.values.length + i))
    return simplify(drags.reduce<Expr>((sum, drag) => apply('sub', sum, drag), pull))
  })
  return [...drifts, ...kicks]
}

function dragOf(partners: readonly string[], k: number, { kind }: Friction, number: number): Expr {
  const own = variable(partners[k]!)
  const linear = apply('mul', variable(numberName(number)), own)
  return kind === 'linear' ? linear : apply('mul', linear, sizeOf(partners))
}

/** |p| of all partners together. */
export function sizeOf(partners: readonly string[]): Expr {
  if (partners.length === 1) return apply('abs', variable(partners[0]!))
  const squares = partners.map((name): Expr => apply('pow', variable(name), constant(2)))
  return apply(
    'sqrt',
    squares.reduce((sum, square) => apply('add', sum, square))
  )
}

function massExpr(space: PhaseSpace, law: EnergyLaw, body: number): Expr {
  const isFree = law.areMassesFree && body > 0
  if (isFree) return variable(numberName(law.energy.values.length + law.friction.length + body - 1))
  const mass = law.masses[body]!
  return constant(mass)
}

/** The whole energy with the law's numbers: with velocities, ½ m v² of every coordinate is added. */
export function wholeEnergy(space: PhaseSpace, law: EnergyLaw): Parametric {
  const values = numbersOf(law)
  if (space.kind === 'momentum') return { expr: law.energy.expr, values }
  const kinetic = space.names.slice(space.degrees).map((name, k) => {
    const square = apply('pow', variable(name), constant(2))
    return apply('mul', constant(1, 2), apply('mul', massExpr(space, law, bodyOf(space, k)), square))
  })
  return { expr: kinetic.reduce((sum, term) => apply('add', sum, term), law.energy.expr), values }
}

/** Rates as formulas with Params, as equations of motion are shown and integrated. */
export function equationsOf(space: PhaseSpace, law: EnergyLaw, exact: readonly (Expr | null)[] = []): Expr[] {
  const values = numbersOf(law)
  return ratesOf(space, law).map((expr) => instantiate({ expr, values }, exact).expression)
}

/** Whether no term of the energy reads a coordinate and a momentum at once. */
export function isSeparable(space: PhaseSpace, { energy }: EnergyLaw): boolean {
  const { degrees, names } = space
  return names.slice(0, degrees).every((position) => {
    const slope = differentiate(energy.expr, position)
    let reads = false
    mapExpr(slope, {
      var: (node) => {
        reads ||= names.indexOf(node.name) >= degrees
        return node
      }
    })
    return !reads
  })
}
