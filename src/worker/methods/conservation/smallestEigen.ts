import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

export interface Eigenpair {
  readonly value: number
  readonly vector: Float64Array
}

/** Share of the largest eigenvalue of the noise below which a direction counts as without noise. */
const NO_NOISE = 1e-14

/**
 * The smallest λ, and its c, with A c = λ N c; A and N symmetric, row-major s × s, N positive semi-definite. Terms are
 * brought to equal noise first, so that their units do not decide what is small. Where an entry is no number λ is infinite.
 */
export function smallestEigen(a: ArrayLike<number>, noise: ArrayLike<number>, s: number): Eigenpair {
  if (!areNumbers(a) || !areNumbers(noise)) return { value: Infinity, vector: unit(s) }
  const scale = Float64Array.from({ length: s }, (_, i) => 1 / Math.sqrt(noise[i * s + i]! || 1))
  if (s === 1) return { value: a[0]! / (noise[0]! || Number.MIN_VALUE), vector: Float64Array.of(1) }
  const scaled = (matrix: ArrayLike<number>) =>
    Matrix.from1DArray(
      s,
      s,
      Array.from({ length: s * s }, (_, k) => matrix[k]! * scale[Math.floor(k / s)]! * scale[k % s]!)
    )
  const whitening = new EigenvalueDecomposition(scaled(noise), { assumeSymmetric: true })
  const spread = whitening.realEigenvalues
  const least = Math.max(NO_NOISE * Math.max(...spread), Number.MIN_VALUE)
  const whiten = whitening.eigenvectorMatrix.clone()
  for (let k = 0; k < s; k++) whiten.mulColumn(k, 1 / Math.sqrt(Math.max(spread[k]!, least)))
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    whiten.transpose().mmul(scaled(a)).mmul(whiten),
    { assumeSymmetric: true }
  )
  const k = realEigenvalues.indexOf(Math.min(...realEigenvalues))
  const vector = whiten.mmul(eigenvectorMatrix.getColumnVector(k)).to1DArray()
  return { value: Math.max(realEigenvalues[k]!, 0), vector: Float64Array.from(vector, (v, i) => v * scale[i]!) }
}

function areNumbers(matrix: ArrayLike<number>): boolean {
  for (let k = 0; k < matrix.length; k++) if (!Number.isFinite(matrix[k])) return false
  return true
}

function unit(s: number): Float64Array {
  return Float64Array.from({ length: s }, (_, i) => (i === 0 ? 1 : 0))
}
