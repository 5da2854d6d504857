import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import {
  plain,
  polynomialLibraries,
  potentialLibraries,
  type Coordinate,
  type TermLibrary
} from '../mechanics/energyTerms.ts'
import type { Parametric } from '../mechanics/parametric.ts'
import type { PhaseSpace } from '../mechanics/phaseSpace.ts'

/** Above this many degrees of freedom the kinetic terms are those of bodies, not of coordinates. */
const MOST_APART = 4
const MOST_TERMS = 240

/** Energies from plain to rich: of all variables, and with momenta in kinetic terms alone. With velocities potentials alone. */
export function energyLibraries(
  { names, degrees, kind, groupings }: PhaseSpace,
  ranges: readonly Coordinate[],
  operators: ReadonlySet<OperatorId>
): TermLibrary[] {
  const potentials = potentialLibraries(ranges.slice(0, degrees), groupings, operators)
  if (kind === 'velocity') return potentials
  const partners = names.slice(degrees)
  const kinetic = kineticTerms(partners, groupings)
  const separable = potentials.map(({ name, terms }) => ({ name, terms: [...kinetic, ...terms] }))
  const poles = ranges.slice(0, degrees).filter(({ min, max }) => min > 0 && max / min > 1.05)
  const centrifugal = poles.flatMap(({ name }) =>
    partners.map((partner) => apply('div', square(partner), square(name)))
  )
  const inverse = poles.flatMap(({ name }) =>
    [-1, -2, -3, 1, 2].map((power) => apply('pow', variable(name), constant(power)))
  )
  const curved: TermLibrary[] =
    poles.length > 0
      ? [{ name: 'motion in polar coordinates', terms: [...kinetic, ...plain([...centrifugal, ...inverse])] }]
      : []
  return [...polynomialLibraries(names), ...separable, ...curved].filter(({ terms }) => terms.length <= MOST_TERMS)
}

function kineticTerms(partners: readonly string[], groupings: PhaseSpace['groupings']): Parametric[] {
  const squares = partners.map(square)
  const bodies = groupings
    .flatMap((grouping) => grouping.filter((body) => body.length > 1))
    .map((body) => sumOf(body.map((k) => squares[k]!)))
  const total = partners.length > 1 ? [sumOf(squares)] : []
  const apart = partners.length <= MOST_APART || bodies.length === 0 ? squares : []
  return plain([...apart, ...bodies, ...total, ...partners.map((name): Expr => variable(name))])
}

function square(name: string): Expr {
  return apply('pow', variable(name), constant(2))
}

function sumOf(parts: readonly Expr[]): Expr {
  return parts.reduce((sum, part) => apply('add', sum, part))
}
