import { chiSquareTail } from '../../numeric/chiSquare.ts'
import { fitFreely, type Response } from './response.ts'

const SIGNIFICANT = 1e-4
const PASSES = 3
/** Residuals below this share of the fluxes are rounding, which says nothing about the noise. */
const ROUNDING = 1e-9

/**
 * Weights for noise that grows with the fluxes: the mean square of the residuals of a row, each flux in its own noise, is
 * taken as a + b·(mean square of the predictions). Null where b is not significant (Koenker's test), or the table has
 * weights of its own.
 *
 * Source: R. Koenker (1981), doi:10.1016/0304-4076(81)90062-2.
 */
export function unevenWeights(response: Response): Float64Array | null {
  if (response.weights !== null) return null
  let weights: Float64Array | null = null
  for (let pass = 0; pass < PASSES; pass++) {
    const free = fitFreely({ ...response, weights })
    if (free === null) return weights
    const { size, square } = rowSquares(response, free.residuals)
    if (pass === 0 && !isRelated(size, square)) return null
    const line = fitLine(size, square, weights)
    if (line === null) return weights
    const raw = size.map((value) => 1 / (line.base + line.slope * value))
    const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length
    weights = raw.map((value) => value / mean)
  }
  return weights
}

function rowSquares({ flux, n }: Response, residuals: readonly Float64Array[]) {
  const size = new Float64Array(n)
  const square = new Float64Array(n)
  flux.forEach((values, i) => {
    const noise = meanSquare(residuals[i]!)
    const scale = meanSquare(values)
    if (!(noise > ROUNDING ** 2 * scale)) return
    for (let r = 0; r < n; r++) {
      size[r] = size[r]! + (values[r]! - residuals[i]![r]!) ** 2 / scale
      square[r] = square[r]! + residuals[i]![r]! ** 2 / noise
    }
  })
  return { size, square }
}

/** n·R² of the squares against the sizes is χ² with one degree of freedom where they have nothing to do with each other. */
function isRelated(size: Float64Array, square: Float64Array): boolean {
  const [meanSize, mean] = [average(size), average(square)]
  let [xx, yy, xy] = [0, 0, 0]
  size.forEach((value, r) => {
    xx += (value - meanSize) ** 2
    yy += (square[r]! - mean) ** 2
    xy += (value - meanSize) * (square[r]! - mean)
  })
  return xx > 0 && yy > 0 && xy > 0 && chiSquareTail((size.length * xy * xy) / (xx * yy), 1) < SIGNIFICANT
}

/** square ≈ base + slope·size, both positive, by least squares under the weights of the variance so far. */
function fitLine(size: Float64Array, square: Float64Array, weights: Float64Array | null) {
  let [w, x, y, xx, xy] = [0, 0, 0, 0, 0]
  size.forEach((value, r) => {
    // the variance of a square goes as the square of its mean
    const weight = (weights?.[r] ?? 1) ** 2
    w += weight
    x += weight * value
    y += weight * square[r]!
    xx += weight * value * value
    xy += weight * value * square[r]!
  })
  const slope = (w * xy - x * y) / (w * xx - x * x)
  if (!(slope > 0)) return null
  // below a hundredth of the mean the base would give a few rows all the weight
  return { base: Math.max((y - slope * x) / w, (0.01 * y) / w), slope }
}

function meanSquare(values: Float64Array): number {
  return average(values.map((value) => value * value))
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
