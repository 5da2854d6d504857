import {
  combineDimensions,
  equalDimensions,
  isDimensionless,
  type Dimension
} from '../../../shared/domain/dimension.ts'
import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import { median } from '../../numeric/statistics.ts'
import { functionTerm, type BaseVariable, type LibraryTerm } from './libraryTerm.ts'

/** A changing variable with its values at all points. */
export interface StateColumn {
  readonly variable: BaseVariable
  readonly values: Float64Array
}

/** An angle or exponent that spans more is none. */
const MAX_ANGLE_SPAN = 60
const MAX_EXPONENT = 12
/** Share of the root mean square that a variable must stay above for its logarithm or reciprocal. */
const LEAST_POSITIVE = 0.02
/** Share of its median that a distance must stay above. */
const LEAST_RADIUS = 0.2

/** sin, cos, log, exp and powers of single variables, where their values and units allow them. */
export function singleFunctions({ variable: of, values }: StateColumn): LibraryTerm[] {
  const x = variable(of.name)
  const terms: LibraryTerm[] = []
  const { min, max, span } = rangeOf(values)
  if (isPure(of.dimension)) {
    if (span < MAX_ANGLE_SPAN) {
      terms.push(functionTerm(apply('sin', x), 4.5, of.dimension), functionTerm(apply('cos', x), 4.5, of.dimension))
    }
    if (Math.max(-min, max) < MAX_EXPONENT) {
      terms.push(functionTerm(apply('exp', x), 5.5, of.dimension))
      terms.push(functionTerm(apply('exp', apply('neg', x)), 6, of.dimension))
    }
  }
  if (staysPositive(values)) {
    if (isPure(of.dimension)) terms.push(functionTerm(apply('log', x), 3.5, of.dimension))
    terms.push(functionTerm(inverse(x, 1), 2.5, power(of.dimension, -1)))
    terms.push(functionTerm(inverse(x, 2), 3.5, power(of.dimension, -2)))
  }
  return terms
}

/** Functions of the distance √(x² + y² …) of some coordinates from the origin, which need equal units. */
export function radialFunctions(columns: readonly StateColumn[]): LibraryTerm[] {
  const dimension = columns[0]!.variable.dimension
  if (!haveEqualUnits(columns)) return []
  const squares = columns
    .map(({ variable: of }): Expr => apply('pow', variable(of.name), constant(2)))
    .reduce((sum, square) => apply('add', sum, square))
  const radii = columns[0]!.values.map((_, i) => Math.hypot(...columns.map(({ values }) => values[i]!)))
  if (!(rangeOf(radii).min > LEAST_RADIUS * median(radii))) return []
  const radius = apply('sqrt', squares)
  const terms = [
    functionTerm(radius, 8, dimension),
    functionTerm(inverse(radius, 1), 7, power(dimension, -1)),
    functionTerm(apply('div', constant(1), squares), 8, power(dimension, -2)),
    functionTerm(inverse(radius, 3), 9, power(dimension, -3)),
    ...columns.map(({ variable: of }) => functionTerm(apply('div', variable(of.name), radius), 8, power(dimension, 0)))
  ]
  if (isPure(dimension)) terms.push(functionTerm(apply('log', radius), 9, dimension))
  return terms
}

/** cos, sin and exp of the difference of two variables: what couples angles, and neighbours of a chain. */
export function differenceFunctions(a: StateColumn, b: StateColumn): LibraryTerm[] {
  const dimension = a.variable.dimension
  if (!haveEqualUnits([a, b]) || !isPure(dimension)) return []
  const differences = a.values.map((value, i) => value - b.values[i]!)
  const { min, max, span } = rangeOf(differences)
  const difference = (left: StateColumn, right: StateColumn) =>
    apply('sub', variable(left.variable.name), variable(right.variable.name))
  const terms: LibraryTerm[] = []
  if (span < MAX_ANGLE_SPAN) {
    terms.push(functionTerm(apply('cos', difference(a, b)), 6, dimension))
    terms.push(functionTerm(apply('sin', difference(a, b)), 6, dimension))
  }
  if (Math.max(-min, max) < MAX_EXPONENT) {
    terms.push(functionTerm(apply('exp', difference(a, b)), 7, dimension))
    terms.push(functionTerm(apply('exp', difference(b, a)), 7, dimension))
  }
  return terms
}

/** 1/r of two bodies, r from the differences of their coordinates. */
export function inverseDistance(from: readonly StateColumn[], to: readonly StateColumn[]): LibraryTerm | null {
  if (!haveEqualUnits([...from, ...to])) return null
  const distances = from[0]!.values.map((_, i) =>
    Math.hypot(...from.map(({ values }, k) => values[i]! - to[k]!.values[i]!))
  )
  if (!(rangeOf(distances).min > LEAST_POSITIVE * median(distances))) return null
  const squares = from
    .map(({ variable: of }, k) => apply('sub', variable(of.name), variable(to[k]!.variable.name)))
    .map((difference): Expr => apply('pow', difference, constant(2)))
    .reduce((sum, square) => apply('add', sum, square))
  return functionTerm(inverse(apply('sqrt', squares), 1), 7, power(from[0]!.variable.dimension, -1))
}

/** Above 0 by a clear margin everywhere. */
export function staysPositive(values: Float64Array): boolean {
  const rms = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
  return rangeOf(values).min > LEAST_POSITIVE * rms
}

function rangeOf(values: Float64Array): { readonly min: number; readonly max: number; readonly span: number } {
  let [min, max] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max, span: max - min }
}

/** Without a unit, or one that cancels. */
function isPure(dimension: Dimension | null): boolean {
  return dimension === null || isDimensionless(dimension)
}

function haveEqualUnits(columns: readonly StateColumn[]): boolean {
  const first = columns[0]!.variable.dimension
  return columns.every(({ variable: { dimension } }) =>
    first === null || dimension === null ? first === dimension : equalDimensions(first, dimension)
  )
}

function power(dimension: Dimension | null, exponent: number): Dimension | null {
  return dimension && combineDimensions([0, 0, 0, 0, 0, 0, 0], dimension, exponent)
}

function inverse(expr: Expr, exponent: number): Expr {
  return apply('div', constant(1), exponent === 1 ? expr : apply('pow', expr, constant(exponent)))
}
