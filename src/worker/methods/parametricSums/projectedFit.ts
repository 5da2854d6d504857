import { solveCholesky } from '../../numeric/cholesky.ts'
import { dot, projectOut } from '../../numeric/orthonormalBase.ts'
import { fillInner, fillOuter } from './gridColumns.ts'
import type { LeftOver } from './leftOver.ts'
import type { CurveShape } from './shapedTerm.ts'

/** A curve whose numbers are some of those of a fit, by their places there. */
export interface FittedCurve {
  readonly shape: CurveShape
  readonly numbers: readonly number[]
}

/** Numbers of some curves, what the linear fit gives each curve, and the share of what was left that they leave. */
export interface ProjectedFit {
  readonly numbers: readonly number[]
  readonly coefficients: readonly number[]
  readonly left: number
}

/** A curve with what it is at the present numbers. */
interface Column {
  readonly values: Float64Array
  /** Without its part in the columns before, of length 1. */
  readonly unit: Float64Array
}

/** Step of a number, relative to it, that tells the derivative. */
const DIFFERENCE = 1e-5
const START_DAMPING = 1e-2
const DAMPING_FALL = 0.2
const DAMPING_GROWTH = 6
const MAX_DAMPING = 1e6
/** A column that leaves less than this of its square differs from the others by rounding. */
const DEPENDENT = 1e-10
/** Relative gain of a step that counts as none. */
const NO_GAIN = 1e-6

/**
 * Fits the numbers of one or two curves to what a model leaves on the screening rows, all linear numbers projected out,
 * by damped Gauss–Newton steps in the few numbers that remain. Where a step fails the best so far stands; null where the
 * curves have no finite values at the start, or are the same.
 *
 * Source: L. Kaufman, "A variable projection method for solving separable nonlinear least squares problems" (1975),
 * doi:10.1007/BF01932995.
 */
export function createProjectedFitter(
  { roots, base, rest }: LeftOver,
  count: () => void
): (curves: readonly FittedCurve[], start: readonly number[], steps: number) => ProjectedFit | null {
  const n = rest.length
  const buffer = () => new Float64Array(n)
  const w = buffer()
  const changed = buffer()
  const residual = buffer()
  const columns: Column[] = []
  const changes: Float64Array[] = []

  /** √w · m · g without its part in the base; false where a value is not finite. */
  function fill({ shape, numbers: places }: FittedCurve, numbers: readonly number[], out: Float64Array): boolean {
    const { curve, argument, multiplier, isLogarithm } = shape
    const [u, v] = [argument.u.values, argument.v.values]
    const [c, d] = [numbers[places[0]!]!, numbers[places[1] ?? 0]!]
    if (!fillInner(curve, u, v, c, w) || !fillOuter(curve, w, u, d, isLogarithm, out)) return false
    for (let i = 0; i < n; i++) out[i] = out[i]! * multiplier.values[i]! * roots[i]!
    return Number.isFinite(projectOut(base, out))
  }

  /** The linear fit at some numbers; leaves the columns and the residual in the buffers. */
  function project(curves: readonly FittedCurve[], numbers: readonly number[]): ProjectedFit | null {
    count()
    const triangle: number[][] = []
    const along: number[] = []
    residual.set(rest)
    for (const [k, curve] of curves.entries()) {
      const { values, unit } = (columns[k] ??= { values: buffer(), unit: buffer() })
      if (!fill(curve, numbers, values)) return null
      unit.set(values)
      const shares = columns.slice(0, k).map((before) => takeAway(before.unit, unit))
      const square = dot(unit, unit)
      if (!(square > DEPENDENT * (square + shares.reduce((sum, share) => sum + share * share, 0)))) return null
      const length = Math.sqrt(square)
      for (let i = 0; i < n; i++) unit[i] = unit[i]! / length
      triangle.push([...shares, length])
      along.push(takeAway(unit, residual))
    }
    return { numbers, coefficients: solveTriangle(triangle, along), left: dot(residual, residual) }
  }

  /** What a change of each number changes, beside the linear numbers; false where that is not finite. */
  function differentiate(curves: readonly FittedCurve[], { numbers, coefficients }: ProjectedFit): boolean {
    count()
    return numbers.every((number, j) => {
      const step = DIFFERENCE * (Math.abs(number) || 1)
      const moved = numbers.with(j, number + step)
      const change = (changes[j] ??= buffer()).fill(0)
      for (const [k, curve] of curves.entries()) {
        if (!curve.numbers.includes(j)) continue
        if (!fill(curve, moved, changed)) return false
        const scale = coefficients[k]! / step
        const { values } = columns[k]!
        for (let i = 0; i < n; i++) change[i] = change[i]! + (changed[i]! - values[i]!) * scale
      }
      curves.forEach((_, k) => takeAway(columns[k]!.unit, change))
      return true
    })
  }

  return (curves, start, steps) => {
    const first = project(curves, start)
    if (first === null) return null
    let best: ProjectedFit = first
    const p = start.length
    const [matrix, damped, factor] = [new Float64Array(p * p), new Float64Array(p * p), new Float64Array(p * p)]
    const [gradient, move] = [new Float64Array(p), new Float64Array(p)]
    let damping = START_DAMPING
    let isFresh = true
    for (let step = 0; step < steps && damping < MAX_DAMPING; step++) {
      if (isFresh) {
        if (!differentiate(curves, best)) break
        for (let j = 0; j < p; j++) {
          gradient[j] = dot(changes[j]!, residual)
          for (let k = 0; k < p; k++) matrix[j * p + k] = dot(changes[j]!, changes[k]!)
        }
      }
      damped.set(matrix)
      for (let j = 0; j < p; j++) damped[j * (p + 1)] = damped[j * (p + 1)]! * (1 + damping)
      const isSolved = solveCholesky(damped, gradient, factor, move)
      const moved = best.numbers.map((number, j) => number + move[j]!)
      const next: ProjectedFit | null = isSolved ? project(curves, moved) : null
      isFresh = next !== null && next.left < best.left
      damping *= isFresh ? DAMPING_FALL : DAMPING_GROWTH
      if (next === null || !isFresh) continue
      const gain = 1 - next.left / best.left
      best = next
      if (gain < NO_GAIN) break
    }
    return best
  }
}

/** Takes the part along a unit vector out of a column and gives its size. */
function takeAway(unit: Float64Array, from: Float64Array): number {
  const share = dot(unit, from)
  for (let i = 0; i < unit.length; i++) from[i] = from[i]! - share * unit[i]!
  return share
}

/** Coefficients from the shares of each column in those before, its length last, and what lies along each. */
function solveTriangle(triangle: readonly number[][], along: readonly number[]): number[] {
  const coefficients = along.slice()
  for (let k = along.length - 1; k >= 0; k--) {
    for (let later = k + 1; later < along.length; later++)
      coefficients[k]! -= triangle[later]![k]! * coefficients[later]!
    coefficients[k]! /= triangle[k]![k]!
  }
  return coefficients
}
