import { apply, constant, variable, type Expr } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { simplify } from '../../../shared/expression/simplify.ts'
import { monomials } from '../dynamics/library.ts'
import type { Grouping } from './bodies.ts'
import { bondTerms } from './bondTerms.ts'
import { numberName, type Parametric } from './parametric.ts'
import { functionsOfDistance } from './radialTerms.ts'

/** Terms of which a potential may be the sum; their inner numbers are first guesses. */
export interface TermLibrary {
  /** In plain words: `polynomials of degree 4`. */
  readonly name: string
  readonly terms: readonly Parametric[]
}

export interface Coordinate {
  readonly name: string
  readonly min: number
  readonly max: number
}

const MOST_TERMS = 90
const MOST_RATED = 220
/** Highest degree of polynomials, by number of variables. */
const DEGREES = [0, 8, 6, 4, 4]
/** Scales of functions with a number inside, over the width of the data. */
const RATES = Array.from({ length: 13 }, (_, i) => 0.5 * 2 ** (i / 2.5))
/** Below this largest magnitude a sine is its argument. */
const LEAST_ANGLE = 0.3

/** Potentials of the coordinates, from plain to rich. */
export function potentialLibraries(
  coordinates: readonly Coordinate[],
  groupings: readonly Grouping[],
  operators: ReadonlySet<OperatorId>
): TermLibrary[] {
  const names = coordinates.map(({ name }) => name)
  const powers = polynomialLibraries(names)
  const quadratic = plain(monomials(names, 2).slice(1))
  const found: TermLibrary[] = [...powers]
  const waves = coordinates.flatMap((coordinate) => trigonometric(coordinate, operators))
  const turned = differences(names).flatMap((difference) => waveOf(difference, operators))
  if (waves.length > 0) found.push({ name: 'trigonometric functions', terms: [...quadratic, ...waves, ...turned] })
  const springs = differences(names).flatMap((difference) => springOf(difference, operators))
  if (springs.length > 0) found.push({ name: 'springs between coordinates', terms: [...quadratic, ...springs] })
  const poles = coordinates.flatMap((coordinate) => polesOf(coordinate, operators))
  if (poles.length > 0) found.push({ name: 'inverse powers and logarithms', terms: [...quadratic, ...poles] })
  const rated = coordinates.flatMap((coordinate) => ratedTerms(coordinate, operators))
  if (rated.length > 0) found.push({ name: 'exponentials and waves', terms: [...quadratic, ...rated] })
  const bonds = operators.has('exp')
    ? coordinates.flatMap(({ name, min, max }) => bondTerms(variable(name), min, max))
    : []
  if (bonds.length > 0) found.push({ name: 'bonds that break', terms: [...quadratic, ...bonds] })
  for (const grouping of groupings) found.push(...functionsOfDistance(coordinates, grouping, operators))
  return found.filter(({ terms }) => terms.length > 0 && terms.length <= MOST_RATED)
}

/** Polynomials of rising degree without a constant. */
export function polynomialLibraries(names: readonly string[]): TermLibrary[] {
  const most = DEGREES[names.length] ?? 3
  const degrees = [2, 3, 4, 6, 8].filter((degree) => degree <= most)
  return degrees.flatMap((degree) => {
    const terms = monomials(names, degree).slice(1)
    return terms.length > MOST_TERMS ? [] : [{ name: `polynomials of degree ${degree}`, terms: plain(terms) }]
  })
}

export function plain(terms: readonly Expr[]): Parametric[] {
  return terms.map((term) => ({ expr: simplify(term), values: [] }))
}

function trigonometric({ name, min, max }: Coordinate, operators: ReadonlySet<OperatorId>): Parametric[] {
  if (Math.max(Math.abs(min), Math.abs(max)) < LEAST_ANGLE) return []
  const x = variable(name)
  return [1, 2, 3].flatMap((k) => waveOf(k === 1 ? x : apply('mul', constant(k), x), operators))
}

function waveOf(argument: Expr, operators: ReadonlySet<OperatorId>): Parametric[] {
  return plain((['sin', 'cos'] as const).filter((id) => operators.has(id)).map((id) => apply(id, argument)))
}

/** Springs that are not linear, and those of the Toda chain. */
function springOf(difference: Expr, operators: ReadonlySet<OperatorId>): Parametric[] {
  const powers = [3, 4].map((power) => apply('pow', difference, constant(power)))
  const ways = [difference, apply('neg', difference)].map((argument) => apply('exp', argument))
  return plain(operators.has('exp') ? [...powers, ...ways] : powers)
}

function differences(names: readonly string[]): Expr[] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => apply('sub', variable(a), variable(b))))
}

/** Powers that grow towards 0, where the coordinate stays on one side of it. */
function polesOf({ name, min, max }: Coordinate, operators: ReadonlySet<OperatorId>): Parametric[] {
  if (min <= 0 || max / min < 1.05) return []
  const x = variable(name)
  const inverse = [1, 2, 3, 4, 6, 8, 10, 12].map((power) => apply('pow', x, constant(-power)))
  return plain([
    ...inverse,
    ...(operators.has('log') ? [apply('log', x)] : []),
    ...(operators.has('sqrt') ? [apply('sqrt', x)] : [])
  ])
}

/** exp(a x), exp(−a x)/x on one side of 0, exp(−a x²), sin(a x), cos(a x) for many a; chosen ones have their a fitted. */
function ratedTerms({ name, min, max }: Coordinate, operators: ReadonlySet<OperatorId>): Parametric[] {
  const width = (max - min) / 2
  if (!(width > 0)) return []
  const argument = apply('mul', variable(numberName(0)), variable(name))
  const bell = apply('exp', apply('neg', apply('mul', argument, variable(name))))
  return RATES.flatMap((rate) => {
    const a = rate / width
    return [
      ...(operators.has('exp') ? [a, -a].map((value) => ({ expr: apply('exp', argument), values: [value] })) : []),
      ...(operators.has('exp') && operators.has('div') && min > 0
        ? [{ expr: apply('div', apply('exp', apply('neg', argument)), variable(name)), values: [a] }]
        : []),
      ...(operators.has('exp') ? [{ expr: bell, values: [a * a] }] : []),
      ...(['sin', 'cos'] as const).flatMap((id) =>
        operators.has(id) && rate >= 0.8 ? [{ expr: apply(id, argument), values: [a] }] : []
      )
    ]
  })
}
