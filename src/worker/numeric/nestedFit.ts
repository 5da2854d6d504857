/** What least squares leave of a target with some columns, and with more columns beside them. */
export interface NestedFit {
  /** Residual sum of squares with the first columns, and rows less independent columns. */
  readonly rss: number
  readonly spare: number
  /**
   * How far the F statistic of the further columns is above 1, in its standard deviations where nothing but chance is
   * behind it; NaN where no further column is independent, or too few rows are spare.
   */
  readonly excess: number
}

/** Less than this share of the square of a column is rounding of the products. */
const DEPENDENT = 1e-11

/**
 * Compares y ~ base with y ~ base + more by one Cholesky factor of all products, columns that depend on earlier ones left
 * out. Cost O(rows · columns²); digits are lost as the square of the condition, so columns should be scaled. Null where a
 * value is not finite.
 * @param taken independent columns that have been taken out of all of these before
 */
export function nestedFit(
  base: readonly Float64Array[],
  more: readonly Float64Array[],
  y: Float64Array,
  taken = 0
): NestedFit | null {
  const columns = [...base, ...more, y]
  const p = columns.length
  const n = y.length
  const factor = columns.map(() => new Float64Array(p))
  let spare = n - taken
  let extra = 0
  for (let i = 0; i < p; i++) {
    const own = factor[i]!
    for (let j = 0; j <= i; j++) {
      let sum = dotOf(columns[i]!, columns[j]!)
      const other = factor[j]!
      for (let k = 0; k < j; k++) sum -= own[k]! * other[k]!
      if (j < i) own[j] = other[j] === 0 ? 0 : sum / other[j]!
      else own[i] = sum
    }
    const square = own.reduce((sum, value, k) => (k < i ? sum + value * value : sum), own[i]!)
    if (!Number.isFinite(square)) return null
    if (i === p - 1) break
    const isIndependent = own[i]! > DEPENDENT * square
    own[i] = isIndependent ? Math.sqrt(own[i]!) : 0
    if (!isIndependent) continue
    if (i < base.length) spare--
    else extra++
  }
  const last = factor[p - 1]!
  const left = Math.max(0, last[p - 1]!)
  const explained = last.reduce((sum, value, k) => (k >= base.length && k < p - 1 ? sum + value * value : sum), 0)
  const f = explained / extra / (left / (spare - extra))
  const isTold = extra > 0 && spare - extra > n / 3
  return { rss: left + explained, spare, excess: isTold ? (f - 1) / Math.sqrt(2 / extra) : NaN }
}

function dotOf(a: Float64Array, b: Float64Array): number {
  const n = a.length
  let [s, t, u, v] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < n; i += 4) {
    s += a[i]! * b[i]!
    t += a[i + 1]! * b[i + 1]!
    u += a[i + 2]! * b[i + 2]!
    v += a[i + 3]! * b[i + 3]!
  }
  for (; i < n; i++) s += a[i]! * b[i]!
  return s + t + (u + v)
}
