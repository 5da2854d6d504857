import { applyTransposed, backSubstitute, factorize, inverseGramDiagonal, type Qr } from './qr.ts'

export interface LeastSquaresFit {
  /** One a column; 0 for a column that depends on the others. */
  readonly coefficients: Float64Array
  /** Σ w (y − Xβ)². */
  readonly rss: number
  /** Null where the rank is short, or where there are no more rows than columns. */
  readonly standardErrors: Float64Array | null
  readonly rank: number
}

/**
 * Weighted linear least squares, minimising Σ wᵢ (yᵢ − Σ βⱼ columns[j][i])² over all rows or those in `rows`. Columns are
 * brought to length 1 first, so that their units do not decide the rank, and the solution is refined once.
 * Null where a value is not finite.
 *
 * Source: Å. Björck, "Numerical Methods for Least Squares Problems" (1996), §2.7 and §2.9,
 * doi:10.1137/1.9781611971484.
 */
export function leastSquares(
  columns: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null = null,
  rows: Uint32Array | null = null
): LeastSquaresFit | null {
  const system = scaledSystem(columns, y, weights, rows)
  if (system === null) return null
  const { design, right, lengths, used } = system
  const qr = factorize(design.slice(), right.length, columns.length)
  const solve = (target: Float64Array): Float64Array => {
    const rotated = target.slice()
    applyTransposed(qr, rotated)
    return backSubstitute(qr, rotated)
  }
  const scaled = solve(right)
  const correction = solve(residualOf(design, right, scaled))
  for (let c = 0; c < scaled.length; c++) scaled[c] = scaled[c]! + correction[c]!
  const rss = squaredLength(residualOf(design, right, scaled))
  return {
    coefficients: scaled.map((value, c) => value / lengths[c]!),
    rss,
    standardErrors: errorsFrom(qr, lengths, rss, used),
    rank: qr.rank
  }
}

/**
 * Standard errors that least squares would give coefficients that leave this residual, without solving for them.
 * Null where the rank is short, a value is not finite, or there are no more rows than columns.
 */
export function standardErrorsOf(
  columns: readonly Float64Array[],
  residual: Float64Array,
  weights: Float64Array | null = null
): Float64Array | null {
  const system = scaledSystem(columns, residual, weights, null)
  if (system === null) return null
  const qr = factorize(system.design, residual.length, columns.length)
  return errorsFrom(qr, system.lengths, squaredLength(system.right), system.used)
}

interface ScaledSystem {
  /** Columns √w x / length, one after the other. */
  readonly design: Float64Array
  readonly right: Float64Array
  readonly lengths: readonly number[]
  /** Rows with a weight above 0. */
  readonly used: number
}

/** Null where a value is not finite. */
function scaledSystem(
  columns: readonly Float64Array[],
  y: Float64Array,
  weights: Float64Array | null,
  rows: Uint32Array | null
): ScaledSystem | null {
  const m = rows?.length ?? y.length
  const roots = new Float64Array(m)
  const right = new Float64Array(m)
  let used = 0
  for (let i = 0; i < m; i++) {
    const row = rows?.[i] ?? i
    const root = weights === null ? 1 : Math.sqrt(weights[row]!)
    roots[i] = root
    right[i] = root * y[row]!
    if (root > 0) used++
    if (!Number.isFinite(right[i])) return null
  }
  const design = new Float64Array(m * columns.length)
  const lengths = columns.map((column, c) => scaledColumn(column, roots, rows, design, c * m))
  return lengths.every(Number.isFinite) ? { design, right, lengths, used } : null
}

function errorsFrom(qr: Qr, lengths: readonly number[], rss: number, used: number): Float64Array | null {
  const spread = used > qr.p ? inverseGramDiagonal(qr) : null
  const noise = Math.sqrt(rss / (used - qr.p))
  return spread && spread.map((value, c) => (noise * Math.sqrt(value)) / lengths[c]!)
}

function squaredLength(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0)
}

/** Writes √w · column, divided by its length, and gives that length; 1 for a column of zeros. */
function scaledColumn(
  column: Float64Array,
  roots: Float64Array,
  rows: Uint32Array | null,
  out: Float64Array,
  at: number
): number {
  const m = roots.length
  let largest = 0
  for (let i = 0; i < m; i++) {
    const value = roots[i]! * column[rows?.[i] ?? i]!
    out[at + i] = value
    // written so that NaN is kept
    if (!(Math.abs(value) <= largest)) largest = Math.abs(value)
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest === 0 ? 1 : NaN
  let sum = 0
  for (let i = 0; i < m; i++) sum += (out[at + i]! / largest) ** 2
  const length = largest * Math.sqrt(sum)
  if (!Number.isFinite(length)) return NaN
  for (let i = 0; i < m; i++) out[at + i] = out[at + i]! / length
  return length
}

function residualOf(design: Float64Array, right: Float64Array, coefficients: Float64Array): Float64Array {
  const residual = right.slice()
  const m = right.length
  for (let c = 0; c < coefficients.length; c++) {
    const coefficient = coefficients[c]!
    for (let i = 0; i < m; i++) residual[i] = residual[i]! - coefficient * design[c * m + i]!
  }
  return residual
}
