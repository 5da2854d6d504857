import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import type { Body, Grouping } from './bodies.ts'
import { bondTerms } from './bondTerms.ts'
import type { Coordinate, TermLibrary } from './energyTerms.ts'
import { numberName, type Parametric } from './parametric.ts'

/** Powers of a distance; even positive ones are polynomials and stand among them too. */
const POWERS = [-12, -10, -9, -8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4]
const BROKEN_POWERS = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
/** Decay over the typical distance. */
const RATES = Array.from({ length: 11 }, (_, i) => 0.25 * 2 ** (i / 2))
/** Lengths below which a force is softened, over the typical distance. */
const SOFTENINGS = [0.1, 0.2, 0.4, 0.8]
/** Distances between which bonds have their minimum, over the typical one. */
const LEAST_BOND = 0.2
const MOST_BOND = 1.6
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
  const between = setsOf(pairs)
  const fromOrigin = setsOf(central)
  if (between.length + fromOrigin.length === 0) return []
  const singles = coordinates.map(({ name }): Parametric => ({ expr: variable(name), values: [] }))
  const squares = coordinates.map(({ name }): Parametric => ({ expr: square(variable(name)), values: [] }))
  const outer = [...singles, ...squares]
  const title = axes === 1 ? 'of differences' : pairs.length > 0 ? 'of distances between bodies' : 'of the distance'
  const powersOf = (sets: readonly Distances[]) =>
    sets.flatMap(({ squares: all }) => [
      ...POWERS.map((power) => over(all, (s) => radius(s, power))),
      ...(operators.has('log') ? [over(all, (s) => apply('log', s))] : [])
    ])
  const scale = typicalDistance(coordinates, grouping)
  const together = [...between.slice(0, 1), ...fromOrigin.slice(0, 1)]
  const rated = together.flatMap(({ squares: all }) => ratedTerms(all, scale, operators))
  const bonds = operators.has('exp') ? together.flatMap(({ squares: all }) => bondsOver(all, scale)) : []
  const libraries: TermLibrary[] = [
    { name: `powers ${title}`, terms: powersOf(together) },
    { name: `powers ${title}, each with its strength`, terms: powersOf([...between.slice(1), ...fromOrigin.slice(1)]) },
    { name: `powers ${title} in an outer field`, terms: [...outer, ...powersOf(together)] },
    { name: `functions ${title}`, terms: rated },
    { name: `functions ${title} in an outer field`, terms: [...outer, ...rated] },
    { name: `bonds ${title}`, terms: bonds },
    { name: `bonds ${title} in an outer field`, terms: bonds.length === 0 ? [] : [...outer, ...bonds] }
  ]
  return libraries.filter(({ terms }) => terms.length > 0)
}

/** All distances together, and where they are few each alone. */
function setsOf(squares: readonly Expr[]): Distances[] {
  if (squares.length === 0) return []
  const isApart = squares.length > 1 && squares.length <= MOST_PAIRS_APART
  return [{ squares }, ...(isApart ? squares.map((one) => ({ squares: [one] })) : [])]
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
  const softened = SOFTENINGS.map((share): Parametric => ({
    ...over(squares, (s) => apply('pow', apply('add', s, number), constant(-1, 2))),
    values: [(share * scale) ** 2]
  }))
  const broken = BROKEN_POWERS.map((power): Parametric => ({
    ...over(squares, (s) => apply('pow', s, number)),
    values: [power / 2]
  }))
  const plain = [-2, -1, 1, 2].map((power) => over(squares, (s) => radius(s, power)))
  return [...plain, ...decays, ...broken, ...softened]
}

/** One bond for all distances. */
function bondsOver(squares: readonly Expr[], scale: number): Parametric[] {
  const each = squares.map((one) => bondTerms(simplify(radius(one, 1)), LEAST_BOND * scale, MOST_BOND * scale))
  return each[0]!.map(({ values }, i) => ({ expr: sumOf(each.map((bonds) => bonds[i]!.expr)), values }))
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
