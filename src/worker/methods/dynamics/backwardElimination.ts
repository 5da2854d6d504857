import type { Gram } from '../../numeric/gram.ts'
import { solveCholesky } from '../../numeric/cholesky.ts'

/** Added to the diagonal of columns of length 1, so that columns that say the same share their coefficient. */
const RIDGE = 1e-9

/**
 * Supports of falling size: all columns, then without the one that is missed least, and so on. It reaches sums whose
 * terms help only together, which growing supports miss. Cost O(p⁴).
 * @returns the supports with at most `maxSize` columns, largest first
 */
export function backwardElimination(gram: Gram, maxSize: number, shouldStop: () => boolean): (readonly number[])[] {
  const supports: (readonly number[])[] = []
  let support = Array.from({ length: gram.p }, (_, c) => c).filter((c) => gram.matrix[c * (gram.p + 1)]! > 0)
  while (support.length > 0 && !shouldStop()) {
    if (support.length <= maxSize) supports.push(support)
    const least = leastMissed(gram, support)
    if (least === null) return supports
    support = support.filter((_, i) => i !== least)
  }
  return supports
}

/** Place of the column whose loss raises the residual least: β² over its diagonal entry of the inverse. */
function leastMissed({ p, matrix, cross }: Gram, support: readonly number[]): number | null {
  const m = support.length
  const block = new Float64Array(m * m)
  support.forEach((row, i) =>
    support.forEach((column, j) => (block[i * m + j] = matrix[row * p + column]! + (i === j ? RIDGE : 0)))
  )
  const factor = new Float64Array(m * m)
  const coefficients = new Float64Array(m)
  if (
    !solveCholesky(
      block,
      Float64Array.from(support, (c) => cross[c]!),
      factor,
      coefficients
    )
  )
    return null
  const inverse = inverseDiagonal(factor, m)
  let least = 0
  for (let i = 1; i < m; i++) {
    if (coefficients[i]! ** 2 / inverse[i]! < coefficients[least]! ** 2 / inverse[least]!) least = i
  }
  return least
}

/** Diagonal of (L Lᵀ)⁻¹ from the lower factor L. */
function inverseDiagonal(factor: Float64Array, m: number): Float64Array {
  const diagonal = new Float64Array(m)
  const column = new Float64Array(m)
  for (let c = 0; c < m; c++) {
    // column c of L⁻¹ by forward substitution; its squares add to the diagonal of L⁻ᵀL⁻¹
    for (let i = c; i < m; i++) {
      let sum = i === c ? 1 : 0
      for (let k = c; k < i; k++) sum -= factor[i * m + k]! * column[k]!
      column[i] = sum / factor[i * m + i]!
      diagonal[c] = diagonal[c]! + column[i]! ** 2
    }
  }
  return diagonal
}
