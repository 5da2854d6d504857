import type { TargetSymmetry } from './targetSymmetry.ts'

/** A function of the inputs where the rows are: its values and its slopes. */
export interface SlopedFunction {
  /** points[p][j] */
  readonly points: readonly Float64Array[]
  readonly values: Float64Array
  /** slopes[p][j]: ∂f/∂x_j at point p. */
  readonly slopes: readonly Float64Array[]
}

/** Fitted ratios and degrees so near a whole number, or a half, are taken as that. */
const SNAP = 0.03
const NEAR_ONE = 0.2

/**
 * Changes that the slopes at least do not exclude, with ratios and degrees fitted to them: v · ∇f = 0 in the mean for the
 * field v of a continuous change. Of one kind and the same inputs the simpler comes first.
 * @param used inputs that the function depends on
 */
export function proposeSymmetries(
  { points, values, slopes }: SlopedFunction,
  used: readonly number[]
): TargetSymmetry[] {
  const proposed: TargetSymmetry[] = []
  const column = (of: (p: number) => number) => Float64Array.from(points, (_, p) => of(p))
  used.forEach((i, place) => {
    for (const j of used.slice(place + 1)) {
      const translation = ratioOf(column((p) => slopes[p]![i]!), column((p) => slopes[p]![j]!)) // prettier-ignore
      for (const ratio of alternatives(translation)) proposed.push({ kind: 'translation', inputs: [i, j], ratio })
      const turn = ratioOf(column((p) => points[p]![j]! * slopes[p]![i]!), column((p) => points[p]![i]! * slopes[p]![j]!)) // prettier-ignore
      for (const ratio of alternatives(turn)) proposed.push({ kind: 'turn', inputs: [i, j], ratio })
      proposed.push({ kind: 'exchange', inputs: [i, j] })
    }
  })
  if (used.length > 1) {
    const along = column((p) => used.reduce((sum, i) => sum + points[p]![i]! * slopes[p]![i]!, 0))
    const degree = quotient(along, values)
    if (degree !== null) proposed.push({ kind: 'scale', inputs: used, degree: snapped(degree) })
  }
  const groups = used.length > 1 ? [...used.map((i) => [i]), used] : [used]
  for (const inputs of groups) proposed.push({ kind: 'parity', inputs, sign: 1 }, { kind: 'parity', inputs, sign: -1 })
  return proposed
}

/** r with a + r b ≈ 0; null where it is none, or so large or small that one alone is meant. */
function ratioOf(a: Float64Array, b: Float64Array): number | null {
  // both directions in turn, so that neither is thought free of error
  const [ab, ba] = [quotient(a, b), quotient(b, a)]
  if (ab === null || ba === null || Math.sign(ab) !== Math.sign(ba)) return null
  const ratio = -Math.sign(ab) * Math.sqrt(Math.abs(ab / ba))
  return Number.isFinite(ratio) && Math.abs(ratio) > 1e-6 && Math.abs(ratio) < 1e6 ? snapped(ratio) : null
}

/** The ratio one, where noise may hide it, before what was fitted. */
function alternatives(ratio: number | null): number[] {
  if (ratio === null) return []
  return Math.abs(ratio) !== 1 && Math.abs(Math.abs(ratio) - 1) < NEAR_ONE ? [Math.sign(ratio), ratio] : [ratio]
}

/** Σ a b / Σ b² */
function quotient(a: Float64Array, b: Float64Array): number | null {
  let [product, square] = [0, 0]
  for (let p = 0; p < a.length; p++) {
    if (!Number.isFinite(a[p]! * b[p]!)) continue
    product += a[p]! * b[p]!
    square += b[p]! * b[p]!
  }
  return square > 0 && Number.isFinite(product / square) ? product / square : null
}

function snapped(value: number): number {
  const half = Math.round(2 * value) / 2
  return Math.abs(value - half) <= SNAP && (half !== 0 || Math.abs(value) < SNAP / 3) ? half : value
}
