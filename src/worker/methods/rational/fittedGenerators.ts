import { param, variable } from '../../../shared/domain/expr.ts'
import type { OperatorId } from '../../../shared/domain/operators.ts'
import { dot } from '../../numeric/orthonormalBase.ts'
import { curvesOf, type Curve } from '../parametricSums/curve.ts'
import type { Generator, GeneratorSet } from './generators.ts'
import type { Outside } from './vanishingSum.ts'

/** Inputs and one function of an input with a number inside, which is to be found. */
export interface GeneratorFamily {
  readonly starts: readonly number[]
  /** The generators at one number; null where a value is not finite. */
  readonly at: (number: number) => GeneratorSet | null
}

/** Monomials at each number: what is linear beside it is solved for at each. */
const COLUMNS = 20
/** Of more inputs there are too many products with a function besides. */
const MAX_INPUTS = 3

/** Quotients of polynomials of exp(c·x), as 1/(x + c) is one of x. */
const IN_EXP = /^(tanh|sinh|cosh) scale$/
/** None of them a multiple of a half, at which a power is a power of what is there. */
const EXPONENTS = Array.from({ length: 54 }, (_, i) => -4.06 + 0.15 * i)

/** Every curve with one number inside that these operators can build, of every input. */
export function generatorFamilies(
  names: readonly string[],
  x: readonly Float64Array[],
  operators: ReadonlySet<OperatorId>
): GeneratorFamily[] {
  if (names.length > MAX_INPUTS) return []
  const plain = names.map((name, j): Generator => ({ base: variable(name), power: 1, root: 1, values: x[j]! }))
  const isRational = (id: string): boolean => id.startsWith('power -1 ') || (operators.has('exp') && IN_EXP.test(id))
  const curves = curvesOf(operators, false).filter(
    ({ numbers, arity, id }) => numbers === 1 && arity === 1 && !isRational(id)
  )
  return curves.flatMap((curve) =>
    plain.map((input): GeneratorFamily => ({
      starts:
        curve.id === 'identity power' ? EXPONENTS : withMiddles(curve.first({ u: input.values, v: input.values })),
      at(number) {
        const own = curveAt(curve, input, number)
        if (!own.values.every(Number.isFinite)) return null
        return { generators: [...plain, own], mostColumns: COLUMNS, fitted: plain.length }
      }
    }))
  )
}

function curveAt(curve: Curve, { base: input, values }: Generator, number: number): Generator {
  const { base, exponent } = curve.factor(input, input, param(number), param(number))
  return {
    base,
    power: exponent.kind === 'param' ? exponent.value : exponent.numerator,
    root: exponent.kind === 'param' ? 1 : exponent.denominator,
    values: values.map((u) => curve.outer(curve.inner(u, u, number), NaN, u))
  }
}

/** The grid with a number between each two neighbours of one sign. */
function withMiddles(grid: readonly number[]): number[] {
  return grid.flatMap((number, i) => {
    const next = grid[i + 1]
    return next === undefined || number * next <= 0 ? [number] : [number, (number + next) / 2]
  })
}

/** Directions at neighbouring numbers that are so opposite mean that between them nothing is left. */
const OPPOSITE = -0.3
const MAX_STEPS = 60
/** What is left at the right number is less than this share of what is at its neighbours. */
const DEEP = 1e-3

/**
 * The numbers at which some column may depend on those before it. What of it lies outside them, a vector, then passes
 * through zero: it turns round between two numbers of the grid, where false position finds the place.
 * @param outside for each column that may be the last of a sum, at a number; empty where a value is not finite
 */
export function* likelyNumbers(
  starts: readonly number[],
  outside: (number: number) => readonly Outside[]
): IterableIterator<void, readonly number[]> {
  const found: number[] = []
  let before: readonly Outside[] = []
  for (const [i, start] of starts.entries()) {
    const here = outside(start)
    for (const [k, { direction, drop }] of here.entries()) {
      const other = before[k]
      if (other === undefined || dot(direction, other.direction) > OPPOSITE) continue
      const signed = (number: number): number => {
        const at = outside(number)[k]
        return at === undefined ? NaN : Math.sign(dot(at.direction, direction)) * at.drop
      }
      const bracket = { low: starts[i - 1]!, high: start, atLow: -other.drop, atHigh: drop }
      const number = falsePosition(bracket, signed)
      yield
      if (Math.abs(signed(number)) < DEEP * Math.min(drop, other.drop)) found.push(number)
    }
    before = here
    yield
  }
  return found
}

/** The place where f changes its sign, by the Illinois rule: M. Dowell, P. Jarratt 1971, doi:10.1007/BF01934364. */
function falsePosition(
  bracket: { readonly low: number; readonly high: number; readonly atLow: number; readonly atHigh: number },
  f: (number: number) => number
): number {
  let { low, high, atLow, atHigh } = bracket
  let kept = 0
  let middle = low
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = (low * atHigh - high * atLow) / (atHigh - atLow)
    if (!Number.isFinite(next) || next === middle) return middle
    middle = next
    const value = f(middle)
    if (value === 0 || Number.isNaN(value)) return middle
    if (value > 0 === atHigh > 0) {
      ;[high, atHigh] = [middle, value]
      if (kept === 1) atLow /= 2
      kept = 1
    } else {
      ;[low, atLow] = [middle, value]
      if (kept === -1) atHigh /= 2
      kept = -1
    }
  }
  return middle
}
