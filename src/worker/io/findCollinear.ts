import type { NumberColumn } from '../../shared/domain/dataset.ts'

/** Correlation above which two inputs say the same: what is left is below 0.1 % of the variance. */
const SAME = 0.9995
const MOST_ROWS = 5000
/** Beyond this many columns the pairs are too many to be told one by one. */
const MOST_COLUMNS = 60

/**
 * Pairs of columns that are straight-line functions of each other, by Pearson's correlation over the rows in which both
 * have values (at most 5000 evenly spaced ones). Fewer than 4 such rows say nothing.
 */
export function findCollinear(columns: readonly NumberColumn[]): readonly (readonly [NumberColumn, NumberColumn])[] {
  const tried = columns.slice(0, MOST_COLUMNS)
  return tried.flatMap((a, i) =>
    tried
      .slice(i + 1)
      .filter((b) => Math.abs(correlation(a.values, b.values)) > SAME)
      .map((b) => [a, b] as const)
  )
}

/** Pearson's r by running means; NaN for a constant column. */
function correlation(a: Float64Array, b: Float64Array): number {
  const step = Math.ceil(a.length / MOST_ROWS)
  let [count, meanA, meanB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < a.length; i += step) {
    const [x, y] = [a[i]!, b[i]!]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    count++
    const [deltaX, deltaY] = [x - meanA, y - meanB]
    meanA += deltaX / count
    meanB += deltaY / count
    squaresA += deltaX * (x - meanA)
    squaresB += deltaY * (y - meanB)
    products += deltaX * (y - meanB)
  }
  return count < 4 ? NaN : products / Math.sqrt(squaresA * squaresB)
}
