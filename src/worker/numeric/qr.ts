/**
 * X P = Q R with column pivoting, in place: column c of `matrix` (column-major, m rows) holds R above the diagonal and
 * the Householder vector from the diagonal on; `diagonal` holds the diagonal of R.
 */
export interface Qr {
  readonly m: number
  readonly p: number
  readonly matrix: Float64Array
  readonly diagonal: Float64Array
  /** `order[k]` is the number of the original column that stands at place k. */
  readonly order: Int32Array
  /** Columns that are independent to rounding; the rest of the places hold none of R. */
  readonly rank: number
}

/**
 * Householder triangularisation with the longest remaining column first. Columns should be of similar length, or the
 * rank means nothing: scale them before.
 *
 * Source: P. Businger, G. H. Golub, "Linear least squares solutions by Householder transformations" (1965),
 * doi:10.1007/BF01436084. Cost O(m p²).
 */
export function factorize(matrix: Float64Array, m: number, p: number): Qr {
  const order = Int32Array.from({ length: p }, (_, k) => k)
  const diagonal = new Float64Array(p)
  const steps = Math.min(m, p)
  let largest = 0
  for (let k = 0; k < steps; k++) {
    const pivot = longestColumn(matrix, m, p, k)
    swapColumns(matrix, m, order, k, pivot)
    const head = k * m + k
    const norm = columnNorm(matrix, head, m - k)
    largest = Math.max(largest, norm)
    if (norm <= largest * Math.max(m, p) * Number.EPSILON || norm === 0) {
      return { m, p, matrix, diagonal, order, rank: k }
    }
    // the sign that adds up instead of cancelling
    const alpha = matrix[head]! > 0 ? -norm : norm
    matrix[head] = matrix[head]! - alpha
    diagonal[k] = alpha
    for (let c = k + 1; c < p; c++) reflect(matrix, head, m - k, alpha, matrix, c * m + k)
  }
  return { m, p, matrix, diagonal, order, rank: steps }
}

/** y ← Qᵀ y, in place. */
export function applyTransposed({ m, matrix, diagonal, rank }: Qr, y: Float64Array): void {
  for (let k = 0; k < rank; k++) reflect(matrix, k * m + k, m - k, diagonal[k]!, y, k)
}

/** Solves R z = (first `rank` entries of b) and puts z back in the order of the original columns; the rest are 0. */
export function backSubstitute({ m, p, matrix, diagonal, order, rank }: Qr, b: Float64Array): Float64Array {
  const solution = new Float64Array(p)
  for (let k = rank - 1; k >= 0; k--) {
    let value = b[k]!
    for (let c = k + 1; c < rank; c++) {
      value -= matrix[c * m + k]! * solution[order[c]!]!
    }
    solution[order[k]!] = value / diagonal[k]!
  }
  return solution
}

/** Diagonal of (XᵀX)⁻¹ in the order of the original columns; null where X has not full column rank. */
export function inverseGramDiagonal(qr: Qr): Float64Array | null {
  if (qr.rank < qr.p) return null
  const sums = new Float64Array(qr.p)
  const unit = new Float64Array(qr.p)
  for (let k = 0; k < qr.p; k++) {
    unit.fill(0)
    unit[k] = 1
    const column = backSubstitute(qr, unit)
    for (let c = 0; c < qr.p; c++) sums[c] = sums[c]! + column[c]! ** 2
  }
  return sums
}

/** Applies I − v vᵀ/(−α v₀) to a vector; v lies at `head` of `matrix`. */
function reflect(
  matrix: Float64Array,
  head: number,
  length: number,
  alpha: number,
  target: Float64Array,
  at: number
): void {
  let dot = 0
  for (let i = 0; i < length; i++) dot += matrix[head + i]! * target[at + i]!
  const factor = dot / (alpha * matrix[head]!)
  for (let i = 0; i < length; i++) target[at + i] = target[at + i]! + factor * matrix[head + i]!
}

function longestColumn(matrix: Float64Array, m: number, p: number, k: number): number {
  let longest = k
  let length = -1
  for (let c = k; c < p; c++) {
    const norm = columnNorm(matrix, c * m + k, m - k)
    if (norm > length) {
      longest = c
      length = norm
    }
  }
  return longest
}

function columnNorm(matrix: Float64Array, from: number, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += matrix[from + i]! ** 2
  return Math.sqrt(sum)
}

function swapColumns(matrix: Float64Array, m: number, order: Int32Array, a: number, b: number): void {
  if (a === b) return
  const held = matrix.slice(a * m, (a + 1) * m)
  matrix.copyWithin(a * m, b * m, (b + 1) * m)
  matrix.set(held, b * m)
  const number = order[a]!
  order[a] = order[b]!
  order[b] = number
}
