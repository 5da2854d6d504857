/**
 * Whether a symmetric matrix (row-major p × p), restricted to some of its rows and columns, is positive definite: every
 * pivot of its Cholesky factorisation is more than `rounding` of its diagonal entry.
 */
export function isPositiveDefinite(
  matrix: Float64Array,
  p: number,
  terms: readonly number[],
  rounding: number
): boolean {
  const s = terms.length
  const factor = new Float64Array(s * s)
  for (let i = 0; i < s; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = matrix[terms[i]! * p + terms[j]!]!
      let rest = entry
      for (let k = 0; k < j; k++) rest -= factor[i * s + k]! * factor[j * s + k]!
      if (i === j) {
        if (rest <= rounding * Math.abs(entry)) return false
        factor[i * s + i] = Math.sqrt(rest)
      } else {
        factor[i * s + j] = rest / factor[j * s + j]!
      }
    }
  }
  return true
}
