import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix'
import { largestSize } from '../../numeric/statistics.ts'

/** Noise below this share of a flux is rounding. */
const ROUNDING = 1e-12

/**
 * Σ_r w_r e_i e_j / divisor over the rows, with the rounding of the fluxes as a floor. The residuals are those of
 * `flux`, row by row.
 */
export function noiseCovariance(
  residuals: readonly Float64Array[],
  flux: readonly Float64Array[],
  weights: Float64Array | null,
  divisor: number
): Matrix {
  const d = residuals.length
  const covariance = Matrix.zeros(d, d)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let r = 0; r < residuals[i]!.length; r++) sum += (weights?.[r] ?? 1) * residuals[i]![r]! * residuals[j]![r]!
      covariance.set(i, j, sum / divisor)
      covariance.set(j, i, sum / divisor)
    }
    const size = largestSize(flux[i]!)
    covariance.set(i, i, covariance.get(i, i) + (ROUNDING * size) ** 2 + Number.MIN_VALUE)
  }
  return covariance
}

/**
 * Draws the correlations towards 0 as far as their own errors ask, so that many fluxes in few rows do not give a
 * covariance that is nearly singular.
 *
 * Source: J. Schäfer, K. Strimmer (2005), eq. 8 with var r ≈ (1 − r²)²/degrees, doi:10.2202/1544-6115.1175.
 */
export function shrinkCorrelations(covariance: Matrix, degrees: number): Matrix {
  const d = covariance.rows
  let noise = 0
  let signal = 0
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) {
      const squared = covariance.get(i, j) ** 2 / (covariance.get(i, i) * covariance.get(j, j))
      noise += (1 - Math.min(1, squared)) ** 2 / degrees
      signal += squared
    }
  }
  const kept = signal > 0 ? Math.max(0, 1 - noise / signal) : 0
  return covariance.clone().apply(function (this: Matrix, i, j) {
    if (i !== j) this.set(i, j, kept * this.get(i, j))
  })
}

/** ln det of a covariance; NaN where it is not positive definite. */
export function logDeterminant(covariance: Matrix): number {
  const { lowerTriangularMatrix, positiveDefinite } = scaledCholesky(covariance)
  if (!positiveDefinite) return NaN
  return covariance
    .diagonal()
    .reduce((sum, value, i) => sum + Math.log(value) + 2 * Math.log(lowerTriangularMatrix.get(i, i)), 0)
}

/** Inverse by way of the correlations, so that units do not decide the precision. */
export function precisionOf(covariance: Matrix): Matrix {
  const roots = covariance.diagonal().map(Math.sqrt)
  const result = inverse(correlations(covariance, roots))
  return result.apply(function (this: Matrix, i, j) {
    this.set(i, j, this.get(i, j) / (roots[i]! * roots[j]!))
  })
}

function scaledCholesky(covariance: Matrix): { lowerTriangularMatrix: Matrix; positiveDefinite: boolean } {
  const decomposition = new CholeskyDecomposition(correlations(covariance, covariance.diagonal().map(Math.sqrt)))
  return {
    lowerTriangularMatrix: decomposition.lowerTriangularMatrix,
    positiveDefinite: decomposition.isPositiveDefinite()
  }
}

/** Noise that two fluxes share wholly is kept a little short of that, or nothing could be inverted. */
const LARGEST_CORRELATION = 1 - 1e-9

function correlations(covariance: Matrix, roots: readonly number[]): Matrix {
  return covariance.clone().apply(function (this: Matrix, i, j) {
    this.set(i, j, i === j ? 1 : (LARGEST_CORRELATION * this.get(i, j)) / (roots[i]! * roots[j]!))
  })
}
