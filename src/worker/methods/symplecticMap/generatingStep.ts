import { Matrix, solve } from 'ml-matrix'
import { fixedPoint } from '../../numeric/fixedPoint.ts'

/** Slopes of a generating function at the middle of a step, of the same length as the state. */
export type MiddleSlope = (middle: Float64Array, h: number, slope: Float64Array) => void

const MOST_ROUNDS = 30
const TOLERANCE = 1e-12
/** Step of the differences that give the slopes of the slopes. */
const DIFFERENCE = 1e-5

/**
 * The step z' = z + h J∇S((z + z')/2), in place: by iteration, or where the step is too long for that by Newton's method.
 * False where neither finds the middle.
 */
export function generatingStep(slopeAt: MiddleSlope, width: number): (z: Float64Array, h: number) => boolean {
  const [middle, out, slope] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)]
  const half = width / 2
  const image = (z: Float64Array, h: number, from: Float64Array, to: Float64Array) => {
    slopeAt(from, h, slope)
    for (let k = 0; k < half; k++) {
      to[k] = z[k]! + (h / 2) * slope[half + k]!
      to[half + k] = z[half + k]! - (h / 2) * slope[k]!
    }
  }
  return (z, h) => {
    middle.set(z)
    const isSolved = fixedPoint(middle, (from, to) => image(z, h, from, to), out) || newton(z, h)
    for (let k = 0; k < width; k++) z[k] = 2 * middle[k]! - z[k]!
    return isSolved
  }

  function newton(z: Float64Array, h: number): boolean {
    middle.set(z)
    const shifted = new Float64Array(width)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      image(z, h, middle, out)
      const residual = middle.map((value, k) => value - out[k]!)
      const jacobian = Matrix.eye(width)
      for (let c = 0; c < width; c++)
        for (const sign of [1, -1]) {
          shifted.set(middle)
          shifted[c] = shifted[c]! + sign * DIFFERENCE
          image(z, h, shifted, out)
          for (let r = 0; r < width; r++) jacobian.set(r, c, jacobian.get(r, c) - (sign * out[r]!) / (2 * DIFFERENCE))
        }
      const change = solve(jacobian, Matrix.columnVector(residual), true).to1DArray()
      if (!change.every(Number.isFinite)) return false
      change.forEach((value, k) => (middle[k] = middle[k]! - value))
      if (Math.hypot(...change) < TOLERANCE * (1 + Math.hypot(...middle))) return true
    }
    return false
  }
}
