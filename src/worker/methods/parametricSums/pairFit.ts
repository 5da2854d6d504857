import { dot, projectOut } from '../../numeric/orthonormalBase.ts'
import { fillInner, fillOuter } from './gridColumns.ts'
import type { LeftOver } from './leftOver.ts'
import type { CurveShape } from './shapedTerm.ts'

/** Two curves with one number each, or one curve with one number under two multipliers. */
export interface PairShape {
  readonly shapes: readonly [CurveShape, CurveShape]
  /** Whether both have the same number. */
  readonly isShared: boolean
}

/** Numbers of a pair, and the share of what a model leaves that the pair leaves with them. */
export interface PairFit {
  readonly numbers: readonly [number, number]
  /** What the linear fit gives the two curves. */
  readonly coefficients: readonly [number, number]
  readonly left: number
}

/** Step of a number, relative to it, that tells the derivative. */
const DIFFERENCE = 1e-5
const START_DAMPING = 1e-2
const DAMPING_FALL = 0.2
const DAMPING_GROWTH = 6
const MAX_DAMPING = 1e6
/** Two columns that leave less than this of each other differ by rounding. */
const DEPENDENT = 1e-10
/** Relative gain of a step that counts as none. */
const NO_GAIN = 1e-6

/**
 * Fits the numbers of pairs of curves to what a model leaves, all linear numbers projected out, by damped Gauss–Newton
 * steps in the one or two numbers that remain. Where a step fails the best so far stands.
 *
 * Source: L. Kaufman, "A variable projection method for solving separable nonlinear least squares problems" (1975),
 * doi:10.1007/BF01932995.
 */
export function createPairFitter(
  { roots, base, rest }: LeftOver,
  count: () => void
): (pair: PairShape, start: readonly [number, number], steps: number) => PairFit | null {
  const n = rest.length
  const buffers = () => [new Float64Array(n), new Float64Array(n)] as const
  const w = new Float64Array(n)
  const residual = new Float64Array(n)
  const columns = buffers()
  const changes = buffers()
  const first = new Float64Array(n)
  const second = new Float64Array(n)

  /** √w · m · g(c) without its part in the base; false where a value is not finite. */
  function fill({ curve, argument, multiplier, isLogarithm }: CurveShape, c: number, out: Float64Array): boolean {
    const [u, v] = [argument.u.values, argument.v.values]
    if (!fillInner(curve, u, v, c, w) || !fillOuter(curve, w, u, NaN, isLogarithm, out)) return false
    for (let i = 0; i < n; i++) out[i] = out[i]! * multiplier.values[i]! * roots[i]!
    return Number.isFinite(projectOut(base, out))
  }

  /** The linear fit at some numbers; leaves the columns, their orthonormal base and the residual in the buffers. */
  function project({ shapes }: PairShape, numbers: readonly [number, number]): PairFit | null {
    const [a, b] = columns
    count()
    if (!fill(shapes[0], numbers[0], a) || !fill(shapes[1], numbers[1], b)) return null
    const lengthA = Math.sqrt(dot(a, a))
    if (!(lengthA > 0)) return null
    for (let i = 0; i < n; i++) first[i] = a[i]! / lengthA
    const shared = dot(first, b)
    for (let i = 0; i < n; i++) second[i] = b[i]! - shared * first[i]!
    const square = dot(second, second)
    if (!(square > DEPENDENT * (square + shared * shared))) return null
    const lengthB = Math.sqrt(square)
    for (let i = 0; i < n; i++) second[i] = second[i]! / lengthB
    const [alongA, alongB] = [dot(first, rest), dot(second, rest)]
    for (let i = 0; i < n; i++) residual[i] = rest[i]! - alongA * first[i]! - alongB * second[i]!
    const coefficientB = alongB / lengthB
    return {
      numbers,
      coefficients: [(alongA - shared * coefficientB) / lengthA, coefficientB],
      left: dot(residual, residual)
    }
  }

  /** What a change of each number changes, beside the linear numbers; false where that is not finite. */
  function differentiate({ shapes }: PairShape, { numbers, coefficients }: PairFit): boolean {
    count()
    for (const k of [0, 1] as const) {
      const step = DIFFERENCE * (Math.abs(numbers[k]) || 1)
      const change = changes[k]
      if (!fill(shapes[k], numbers[k] + step, change)) return false
      const scale = coefficients[k] / step
      for (let i = 0; i < n; i++) change[i] = (change[i]! - columns[k][i]!) * scale
      const [alongA, alongB] = [dot(first, change), dot(second, change)]
      for (let i = 0; i < n; i++) change[i] = change[i]! - alongA * first[i]! - alongB * second[i]!
    }
    return true
  }

  return (pair, start, steps) => {
    let best = project(pair, start)
    if (best === null) return null
    let damping = START_DAMPING
    let isFresh = true
    let [p, q, common, slopeP, slopeQ] = [0, 0, 0, 0, 0]
    for (let step = 0; step < steps && damping < MAX_DAMPING; step++) {
      if (isFresh) {
        if (!differentiate(pair, best)) break
        const [a, b] = changes
        if (pair.isShared) for (let i = 0; i < n; i++) a[i] = a[i]! + b[i]!
        ;[p, q, common] = [dot(a, a), pair.isShared ? 1 : dot(b, b), pair.isShared ? 0 : dot(a, b)]
        ;[slopeP, slopeQ] = [dot(a, residual), pair.isShared ? 0 : dot(b, residual)]
      }
      const [dampedP, dampedQ] = [p * (1 + damping), q * (1 + damping)]
      const determinant = dampedP * dampedQ - common * common
      const move = (slopeP * dampedQ - slopeQ * common) / determinant
      const other = pair.isShared ? move : (slopeQ * dampedP - slopeP * common) / determinant
      const next = project(pair, [best.numbers[0] + move, best.numbers[1] + other])
      isFresh = next !== null && next.left < best.left
      damping *= isFresh ? DAMPING_FALL : DAMPING_GROWTH
      if (!isFresh) continue
      const gain = 1 - next!.left / best.left
      best = next!
      if (gain < NO_GAIN) break
    }
    return best
  }
}
