import { solveCholesky } from '../../numeric/cholesky.ts'

/** Least squares of few columns, made for many fits in a row. */
export interface WeightedFit {
  /** Σ w (y − Xβ)² over the rows given. */
  readonly rss: number
  readonly coefficients: Float64Array
}

const SINGULAR = 1e-13

/**
 * Weighted least squares by normal equations of columns brought to length 1, refined once; null where they depend on each
 * other or a value is not finite. Fine to 1e-8 of the target, which is enough to choose among laws.
 */
export function fitWeighted(
  columns: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array
): WeightedFit | null {
  const p = columns.length
  const n = y.length
  const lengths = columns.map((column) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += weights[i]! * column[i]! * column[i]!
    return Math.sqrt(sum)
  })
  if (!lengths.every((length) => length > 0 && Number.isFinite(length))) return null
  const gram = new Float64Array(p * p)
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += weights[i]! * columns[a]![i]! * columns[b]![i]!
      gram[a * p + b] = sum / (lengths[a]! * lengths[b]!)
      gram[b * p + a] = gram[a * p + b]!
    }
    gram[a * p + a] = gram[a * p + a]! + SINGULAR
  }
  const coefficients = new Float64Array(p)
  const residual = y.slice()
  const factor = new Float64Array(p * p)
  const step = new Float64Array(p)
  const right = new Float64Array(p)
  for (let pass = 0; pass < 2; pass++) {
    for (let a = 0; a < p; a++) {
      let sum = 0
      for (let i = 0; i < n; i++) sum += weights[i]! * columns[a]![i]! * residual[i]!
      right[a] = sum / lengths[a]!
    }
    if (!solveCholesky(gram, right, factor, step)) return null
    for (let a = 0; a < p; a++) {
      const change = step[a]! / lengths[a]!
      coefficients[a] = coefficients[a]! + change
      for (let i = 0; i < n; i++) residual[i] = residual[i]! - change * columns[a]![i]!
    }
  }
  let rss = 0
  for (let i = 0; i < n; i++) rss += weights[i]! * residual[i]! * residual[i]!
  return Number.isFinite(rss) ? { rss, coefficients } : null
}

/** Σ coefficients · columns. */
export function combine(columns: readonly Float64Array[], coefficients: Float64Array, n: number): Float64Array {
  const values = new Float64Array(n)
  columns.forEach((column, c) => {
    for (let i = 0; i < n; i++) values[i] = values[i]! + coefficients[c]! * column[i]!
  })
  return values
}
