/** Weighted squared residuals, at most `farthest`² (a value that is no number counts as that). `y` and `weights` run over all rows. */
export function cappedSquares(
  values: Float64Array,
  rows: Uint32Array | null,
  y: Float64Array,
  weights: Float64Array | null,
  farthest: number
): Float64Array {
  const largest = farthest ** 2
  return values.map((value, k) => {
    const row = rows === null ? k : rows[k]!
    const square = (weights === null ? 1 : weights[row]!) * (y[row]! - value) ** 2
    // written so that NaN counts as the largest
    return square < largest ? square : largest
  })
}

/** 0 for no errors. */
export function meanOf(errors: Float64Array): number {
  let sum = 0
  for (const error of errors) sum += error
  return sum / Math.max(1, errors.length)
}

/** Bits by which rows of weight w are described more exactly than rows of weight 1: −½ Σ log₂ w. */
export function weightBits(weights: Float64Array | null): number {
  return weights === null ? 0 : -0.5 * weights.reduce((sum, weight) => sum + Math.log2(weight), 0)
}
