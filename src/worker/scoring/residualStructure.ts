import type { JudgingSample } from './judgingSample.ts'

/** Fewer residuals than this say nothing about their order. */
const MIN_ROWS = 16
/** Standard deviations of a correlation that count as structure; 3.3 is one in a thousand for one look. */
const SIGNIFICANT = 3.3

/**
 * Whether the residuals still follow an input or each other: the lag-1 correlation of the residuals sorted by each
 * input (von Neumann 1941, doi:10.1214/aoms/1177731677), and their correlation with each input and its square.
 * False where there are too few rows to tell, and where the residuals are nothing but rounding.
 * @param residuals one for each row of the sample, in units of their own width
 */
export function hasStructure(residuals: Float64Array, sample: JudgingSample): boolean {
  const n = residuals.length
  if (n < MIN_ROWS) return false
  const width = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / n)
  if (!(width > 0)) return false
  // one look an input and kind: the level is shared out between them (Bonferroni)
  const level = Math.sqrt(SIGNIFICANT ** 2 + 2 * Math.log(sample.x.length * 3))
  const threshold = level / Math.sqrt(n)
  return sample.x.some((values) => {
    const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
    const lagged = correlation(
      order.slice(1).map((row) => residuals[row]!),
      order.slice(0, -1).map((row) => residuals[row]!)
    )
    const mean = values.reduce((sum, value) => sum + value, 0) / n
    const linear = correlation([...residuals], [...values])
    const square = correlation(
      [...residuals],
      Array.from(values, (value) => (value - mean) ** 2)
    )
    return Math.max(Math.abs(lagged), Math.abs(linear), Math.abs(square)) > threshold
  })
}

/** Pearson's correlation; 0 where one side does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const n = a.length
  const meanA = a.reduce((sum, value) => sum + value, 0) / n
  const meanB = b.reduce((sum, value) => sum + value, 0) / n
  let [aa, bb, ab] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const da = a[i]! - meanA
    const db = b[i]! - meanB
    aa += da * da
    bb += db * db
    ab += da * db
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}
