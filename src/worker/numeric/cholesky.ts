/**
 * Solves A z = b for a symmetric positive definite A (row-major p × p, lower half read) into `out`. False where A is not
 * positive definite to rounding; `out` is then not to be used. `factor` (p × p) is overwritten.
 */
export function solveCholesky(a: Float64Array, b: Float64Array, factor: Float64Array, out: Float64Array): boolean {
  if (!factorCholesky(a, factor, b.length)) return false
  solveFactored(factor, b, out)
  return true
}

/** Writes the lower factor of A (row-major p × p, lower half read) into `factor`; false where there is none to rounding. */
export function factorCholesky(a: Float64Array, factor: Float64Array, p: number): boolean {
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * p + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * p + k]! * factor[j * p + k]!
      if (i > j) {
        factor[i * p + j] = sum / factor[j * p + j]!
      } else {
        if (!(sum > 0)) return false
        factor[i * p + i] = Math.sqrt(sum)
      }
    }
  }
  return true
}

/** Solves A z = b into `out`, given the factor of A. */
export function solveFactored(factor: Float64Array, b: Float64Array, out: Float64Array): void {
  const p = b.length
  for (let i = 0; i < p; i++) {
    let sum = b[i]!
    for (let k = 0; k < i; k++) sum -= factor[i * p + k]! * out[k]!
    out[i] = sum / factor[i * p + i]!
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = out[i]!
    for (let k = i + 1; k < p; k++) sum -= factor[k * p + i]! * out[k]!
    out[i] = sum / factor[i * p + i]!
  }
}
