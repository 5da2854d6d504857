import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import type { Body, Grouping } from './bodies.ts'
import type { Coordinate, TermLibrary } from './energyTerms.ts'
import { numberName, type Parametric } from './parametric.ts'

/** Powers of a distance; even positive ones are polynomials and stand among them too. */
const POWERS = [-12, -10, -9, -8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4]
const BROKEN_POWERS = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
/** Decay over the typical distance. */
const RATES = Array.from({ length: 11 }, (_, i) => 0.25 * 2 ** (i / 2))
/** Pairs up to this many may each have a strength of their own. */
const MOST_PAIRS_APART = 3

/** A set of distances that share a law: the term is the sum of one function over them. */
interface Distances {
  /** Squares of the distances. */
  readonly squares: readonly Expr[]
}

/** Potentials that depend on distances alone: from the origin where the data have one, and between bodies. */
export function functionsOfDistance(
  coordinates: readonly Coordinate[],
  grouping: Grouping,
  operators: ReadonlySet<OperatorId>
): TermLibrary[] {
  if (!operators.has('sqrt') || !operators.has('div')) return []
  const bodies = grouping.map((body) => body.map((k) => coordinates[k]!.name))
  const axes = bodies[0]!.length
  const pairs = bodies.flatMap((a, i) => bodies.slice(i + 1).map((b) => differenceSquare(a, b)))
  const central = axes > 1 ? bodies.map((names) => sumOf(names.map((name) => square(variable(name))))) : []
  const sets: Distances[] = []
  if (pairs.length > 0) sets.push({ squares: pairs })
  if (pairs.length > 1 && pairs.length <= MOST_PAIRS_APART) sets.push(...pairs.map((pair) => ({ squares: [pair] })))
  if (central.length > 0) sets.push({ squares: central })
  if (central.length > 1 && central.length <= MOST_PAIRS_APART) sets.push(...central.map((one) => ({ squares: [one] })))
  if (sets.length === 0) return []
  const singles = coordinates.map(({ name }): Parametric => ({ expr: variable(name), values: [] }))
  const squares = coordinates.map(({ name }): Parametric => ({ expr: square(variable(name)), values: [] }))
  const outer = [...singles, ...squares]
  const title = axes === 1 ? 'of differences' : pairs.length > 0 ? 'of distances between bodies' : 'of the distance'
  const powers = sets.flatMap(({ squares: all }) => [
    ...POWERS.map((power) => over(all, (s) => radius(s, power))),
    ...(operators.has('log') ? [over(all, (s) => apply('log', s))] : [])
  ])
  const scale = typicalDistance(coordinates, grouping)
  const rated = sets.slice(0, 2).flatMap(({ squares: all }) => ratedTerms(all, scale, operators))
  return [
    { name: `powers ${title}`, terms: powers },
    { name: `powers ${title} in an outer field`, terms: [...outer, ...powers] },
    { name: `functions ${title}`, terms: rated }
  ]
}

function ratedTerms(squares: readonly Expr[], scale: number, operators: ReadonlySet<OperatorId>): Parametric[] {
  const number = variable(numberName(0))
  const decays = operators.has('exp')
    ? RATES.flatMap((rate): Parametric[] => {
        const decay = (argument: Expr) => apply('exp', apply('neg', apply('mul', number, argument)))
        const values = [rate / scale]
        return [
          { ...over(squares, (s) => decay(radius(s, 1))), values },
          { ...over(squares, (s) => apply('div', decay(radius(s, 1)), radius(s, 1))), values },
          { ...over(squares, (s) => decay(s)), values: [rate / scale ** 2] }
        ]
      })
    : []
  const broken = BROKEN_POWERS.map((power): Parametric => ({
    ...over(squares, (s) => apply('pow', s, number)),
    values: [power / 2]
  }))
  const plain = [-2, -1, 1, 2].map((power) => over(squares, (s) => radius(s, power)))
  return [...plain, ...decays, ...broken]
}

function over(squares: readonly Expr[], term: (square: Expr) => Expr): Parametric {
  return { expr: sumOf(squares.map((one) => simplify(term(one)))), values: [] }
}

/** r^power from r². */
function radius(squared: Expr, power: number): Expr {
  return apply('pow', squared, constant(power, 2))
}

function differenceSquare(a: readonly string[], b: readonly string[]): Expr {
  return sumOf(a.map((name, i) => square(apply('sub', variable(name), variable(b[i]!)))))
}

function square(expr: Expr): Expr {
  return apply('pow', expr, constant(2))
}

function sumOf(parts: readonly Expr[]): Expr {
  return parts.reduce((sum, part) => apply('add', sum, part))
}

/** Half the diagonal of the box in which a body moves. */
function typicalDistance(coordinates: readonly Coordinate[], grouping: Grouping): number {
  const diagonal = (body: Body) => Math.hypot(...body.map((k) => coordinates[k]!.max - coordinates[k]!.min))
  return Math.max(...grouping.map(diagonal)) / 2 || 1
}
