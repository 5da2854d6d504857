import { factorCholesky, solveFactored } from '../../numeric/cholesky.ts'

/** T(y) with errors on some rows, and monomials that may stand above and below the bar, each of about the same size. */
export interface QuotientData {
  readonly n: number
  readonly above: readonly Float64Array[]
  readonly below: readonly Float64Array[]
  readonly y: Float64Array
  /** Variance of the error of T(y) by row, up to a factor; infinite for a row that does not count. */
  readonly variance: Float64Array
}

/** Numbers of the columns that are used, those below counted on from those above. */
export type Support = readonly number[]

export interface QuotientFit {
  /** One for each column of the support. */
  readonly coefficients: Float64Array
  /** Mean of (T(y) − P/Q)², in units of `variance`: large where Q comes near 0. */
  readonly left: number
  /** Whether that is rounding. */
  readonly isExact: boolean
  /** What the fit would lose without each column of the support, in units of chi squared; infinite for one that has to stay. */
  readonly losses: Float64Array
  /** Values of the denominator by row. */
  readonly denominator: Float64Array
}

const ROUNDS = 12
const CONVERGED = 1e-9
/** Added to the diagonal, so that data without noise have a factor too. */
const RIDGE = 1e-13
/** Share of the square of T(y) below which there is only rounding. */
const ROUNDING = 1e-20
/** A denominator nearer to 0 than this share of its root mean square gives its row no more weight. */
const NEAR_ZERO = 0.05

/**
 * Fits P − T(y) Q = 0, with weights 1/(variance Q²) from an earlier denominator, or from 1. The errors of T(y) are in the
 * columns of Q too; the coefficients v minimise vᵀAv / vᵀNv with A the products of the columns and N what the errors alone
 * add to them, so that they are not drawn towards 0. Null where a factor does not exist.
 *
 * Source: C. K. Sanathanan, J. Koerner, "Transfer function synthesis as a ratio of two complex polynomials" (1963),
 * doi:10.1109/TAC.1963.1105517; W. A. Fuller, "Measurement Error Models" (1987), §2.2, doi:10.1002/9780470316665.
 */
export function fitQuotient(
  data: QuotientData,
  support: Support,
  earlier: Float64Array | null,
  shouldStop: () => boolean
): QuotientFit | null {
  const { above, below, n } = data
  const p = support.length
  const first = support.findIndex((c) => c >= above.length)
  if (first < 0) return null
  const weights = weightsOf(data, earlier)
  const columns = support.map((c) => (c < above.length ? above[c]! : below[c - above.length]!))
  const products = weightedProducts(columns, first, data.y, weights)
  const errors = errorProducts(columns, first, data.variance, weights)
  if (shouldStop()) return null
  const vector = smallestVector(products, errors, p, first)
  if (vector === null) return null
  const noise = quadratic(errors, vector, p)
  const rounding = Number.EPSILON ** 2 * vector.reduce((sum, value, k) => sum + value ** 2 * products[k * (p + 1)]!, 0)
  const left = Math.max(rounding, quadratic(products, vector, p)) / noise
  // the part of the denominator that weighs most stays, and all others are relative to it
  let kept = first
  for (let k = first; k < p; k++)
    if (vector[k]! ** 2 * errors[k * p + k]! > vector[kept]! ** 2 * errors[kept * p + kept]!) kept = k
  const losses = lossesOf(products, errors, vector, left, kept, p)
  if (losses === null) return null
  for (let k = 0; k < p; k++) losses[k] = (n * losses[k]!) / (noise * left)
  const numerator = combined(columns.slice(0, first), vector, n)
  const denominator = combined(columns.slice(first), vector.subarray(first), n)
  const squares = numerator.map((value, i) => (data.y[i]! - value / denominator[i]!) ** 2 / data.variance[i]!)
  const all = data.y.reduce((sum, value, i) => sum + value ** 2 / data.variance[i]!, 0)
  const residual = squares.reduce((sum, value) => sum + value, 0)
  return {
    coefficients: vector,
    left: Math.max(residual, ROUNDING * all) / n,
    isExact: residual <= ROUNDING * all,
    losses,
    denominator
  }
}

function combined(columns: readonly Float64Array[], coefficients: Float64Array, n: number): Float64Array {
  const sum = new Float64Array(n)
  columns.forEach((column, k) => {
    for (let i = 0; i < n; i++) sum[i] = sum[i]! + coefficients[k]! * column[i]!
  })
  return sum
}

function weightsOf({ n, variance }: QuotientData, denominator: Float64Array | null): Float64Array {
  if (denominator === null) return variance.map((value) => 1 / value)
  const square = denominator.reduce((sum, value) => sum + value * value, 0) / n
  return variance.map((value, i) => 1 / (value * Math.max(denominator[i]! ** 2 / square, NEAR_ZERO ** 2)))
}

/** Products of P's monomials and of −T(y) times Q's. */
function weightedProducts(
  columns: readonly Float64Array[],
  first: number,
  y: Float64Array,
  weights: Float64Array
): Float64Array {
  const scaled = columns.map((column, k) =>
    column.map((value, i) => value * Math.sqrt(weights[i]!) * (k < first ? 1 : -y[i]!))
  )
  return allProducts(scaled, 0)
}

/** What errors of T(y) add to the products of the columns of Q. */
function errorProducts(
  columns: readonly Float64Array[],
  first: number,
  variance: Float64Array,
  weights: Float64Array
): Float64Array {
  const roots = weights.map((weight, i) => (weight > 0 ? Math.sqrt(weight * variance[i]!) : 0))
  return allProducts(
    columns.map((column, k) => (k < first ? column : column.map((value, i) => value * roots[i]!))),
    first
  )
}

function allProducts(columns: readonly Float64Array[], from: number): Float64Array {
  const p = columns.length
  const products = new Float64Array(p * p)
  for (let a = from; a < p; a++) {
    const left = columns[a]!
    for (let b = from; b <= a; b++) {
      const right = columns[b]!
      let sum = 0
      for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!
      products[a * p + b] = products[b * p + a] = sum
    }
  }
  return products
}

/** The vector with the least vᵀAv / vᵀNv, by inverse iteration. */
function smallestVector(a: Float64Array, noise: Float64Array, p: number, first: number): Float64Array | null {
  const factor = new Float64Array(p * p)
  const raised = a.slice()
  for (let k = 0; k < p; k++) raised[k * (p + 1)] = a[k * (p + 1)]! * (1 + RIDGE)
  if (!factorCholesky(raised, factor, p)) return null
  let vector: Float64Array = new Float64Array(p).fill(1, first)
  let before = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(p)
    solveFactored(factor, times(noise, vector, p), next)
    const length = Math.sqrt(quadratic(noise, next, p))
    if (!(length > 0) || !Number.isFinite(length)) return null
    vector = next.map((value) => value / length)
    const left = quadratic(a, vector, p)
    if (Math.abs(before - left) <= CONVERGED * Math.abs(left)) break
    before = left
  }
  return vector
}

/** β²/(G⁻¹)ⱼⱼ with the products less what the errors add, and without the column that stays. */
function lossesOf(
  products: Float64Array,
  errors: Float64Array,
  vector: Float64Array,
  left: number,
  kept: number,
  p: number
): Float64Array | null {
  const rest = Array.from({ length: p }, (_, k) => k).filter((k) => k !== kept)
  const m = rest.length
  const factor = new Float64Array(m * m)
  const corrected = (share: number): Float64Array =>
    Float64Array.from({ length: m * m }, (_, at) => {
      const [i, j] = [rest[Math.floor(at / m)]!, rest[at % m]!]
      const value = products[i * p + j]! - share * left * errors[i * p + j]!
      return i === j ? value + RIDGE * products[i * p + i]! : value
    })
  // rounding may leave the difference without a factor
  if (!factorCholesky(corrected(1), factor, m) && !factorCholesky(corrected(0), factor, m)) return null
  const losses = new Float64Array(p).fill(Infinity)
  const unit = new Float64Array(m)
  const column = new Float64Array(m)
  for (let k = 0; k < m; k++) {
    unit.fill(0)
    unit[k] = 1
    solveFactored(factor, unit, column)
    losses[rest[k]!] = vector[rest[k]!]! ** 2 / column[k]!
  }
  return losses
}

function times(matrix: Float64Array, vector: Float64Array, p: number): Float64Array {
  return vector.map((_, i) => {
    let sum = 0
    for (let j = 0; j < p; j++) sum += matrix[i * p + j]! * vector[j]!
    return sum
  })
}

function quadratic(matrix: Float64Array, vector: Float64Array, p: number): number {
  return times(matrix, vector, p).reduce((sum, value, i) => sum + value * vector[i]!, 0)
}
