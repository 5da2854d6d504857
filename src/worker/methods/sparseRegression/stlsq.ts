import { leastSquares } from '../../numeric/leastSquares.ts'

/** Rounds of thresholding; the support settles in a few. */
const MAX_ROUNDS = 10

/**
 * Sequentially thresholded least squares: fit all columns, drop those whose coefficient times the length of the column
 * is below `threshold` of the length of the target, fit the rest, and so on until nothing changes.
 *
 * Source: S. L. Brunton, J. L. Proctor, J. N. Kutz, "Discovering governing equations from data by sparse identification
 * of nonlinear dynamical systems", PNAS 113 (2016), doi:10.1073/pnas.1517384113.
 * @returns the columns that stay, ascending; empty where none does or a fit fails
 */
export function stlsq(
  columns: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  threshold: number
): readonly number[] {
  const lengths = columns.map((column) => weightedLength(column, weights))
  const least = threshold * weightedLength(y, weights)
  let support = columns.map((_, c) => c)
  for (let round = 0; round < MAX_ROUNDS && support.length > 0; round++) {
    const fit = leastSquares(
      support.map((c) => columns[c]!),
      y,
      weights
    )
    if (fit === null) return []
    const kept = support.filter((c, k) => Math.abs(fit.coefficients[k]!) * lengths[c]! >= least)
    if (kept.length === support.length) return support
    support = kept
  }
  return support
}

function weightedLength(values: Float64Array, weights: Float64Array | null): number {
  return Math.sqrt(values.reduce((sum, value, i) => sum + (weights === null ? 1 : weights[i]!) * value * value, 0))
}
