/** Products of columns of length 1 with each other and with the target, after centring if asked. */
export interface Gram {
  readonly p: number
  /** Row-major p × p, diagonal 1; all 0 for a column that is constant after centring. */
  readonly matrix: Float64Array
  /** Products with the target, itself of length 1. */
  readonly cross: Float64Array
}

/**
 * Weighted products of columns and target. Centring takes the weighted mean off both, as an intercept would.
 * Null where the target has nothing left, a value is not finite, or when told to stop. Cost O(m p²).
 */
export function gramOf(
  columns: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  isCentred: boolean,
  shouldStop: () => boolean = () => false
): Gram | null {
  const p = columns.length
  const target = standardize(y, weights, isCentred)
  if (target === null) return null
  const units = columns.map((column) => standardize(column, weights, isCentred) ?? new Float64Array(y.length))
  const matrix = new Float64Array(p * p)
  for (let i = 0; i < p; i++) {
    const a = units[i]!
    if (shouldStop()) return null
    for (let j = 0; j <= i; j++) {
      matrix[i * p + j] = dot(a, units[j]!)
      matrix[j * p + i] = matrix[i * p + j]!
    }
  }
  return { p, matrix, cross: Float64Array.from(units, (unit) => dot(unit, target)) }
}

/** √w (v − mean) over its length, without the mean if not centred; null where rounding is all that is left. */
export function standardize(
  values: Float64Array,
  weights: Float64Array | null,
  isCentred: boolean
): Float64Array | null {
  const m = values.length
  let sum = 0
  let total = 0
  let largest = 0
  for (let i = 0; i < m; i++) {
    const weight = weights === null ? 1 : weights[i]!
    sum += weight * values[i]!
    total += weight
    largest = Math.max(largest, Math.abs(values[i]!))
  }
  const centre = isCentred ? sum / total : 0
  const scaled = new Float64Array(m)
  let square = 0
  for (let i = 0; i < m; i++) {
    const root = weights === null ? 1 : Math.sqrt(weights[i]!)
    const value = root * ((values[i]! - centre) / largest)
    scaled[i] = value
    square += value * value
  }
  // also false for NaN
  if (!(square > total * (64 * Number.EPSILON) ** 2)) return null
  const length = Math.sqrt(square)
  for (let i = 0; i < m; i++) scaled[i] = scaled[i]! / length
  return scaled
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
