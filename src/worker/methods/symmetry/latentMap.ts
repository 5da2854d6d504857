import { determinant, EigenvalueDecomposition, inverse, Matrix, SingularValueDecomposition } from 'ml-matrix'
import type { Points } from './pairTable.ts'

/** Kinds of maps, simplest first. */
export const FAMILIES = ['identity', 'translation', 'rotation', 'scaling', 'reflection', 'spiral', 'linear'] as const
export type MapFamily = (typeof FAMILIES)[number]

/** z → matrix · z + shift */
export interface LatentMap {
  readonly matrix: Matrix
  readonly shift: Float64Array
}

/**
 * The map of a family that takes one set of points to the other, where both have the same noise in all directions: total
 * least squares, so that noise does not shrink it.
 *
 * Sources: W. Kabsch, "A solution for the best rotation to relate two sets of vectors", Acta Cryst. A 32 (1976),
 * doi:10.1107/S0567739476001873; S. Van Huffel, J. Vandewalle, "The total least squares problem" (1991), §2.3.
 */
export function fitMap(family: MapFamily, from: Points, to: Points): LatentMap {
  const k = from[0]!.length
  if (family === 'identity') return { matrix: Matrix.eye(k), shift: new Float64Array(k) }
  const [a, b] = [meanOf(from), meanOf(to)]
  const matrix = centredMatrix(family, centred(from, a), centred(to, b), k)
  const moved = matrix.mmul(Matrix.columnVector(a)).to1DArray()
  return { matrix, shift: b.map((value, j) => value - moved[j]!) }
}

export function applyMap({ matrix, shift }: LatentMap, z: Float64Array): Float64Array {
  return shift.map((value, i) => {
    let sum = value
    for (let j = 0; j < z.length; j++) sum += matrix.get(i, j) * z[j]!
    return sum
  })
}

export function meanOf(points: Points): Float64Array {
  const sum = new Float64Array(points[0]!.length)
  for (const point of points) for (let j = 0; j < sum.length; j++) sum[j] = sum[j]! + point[j]!
  return sum.map((value) => value / points.length)
}

/** Σ a bᵀ / n of points about given means. */
export function crossCovariance(a: Points, b: Points, meanA: Float64Array, meanB: Float64Array): Matrix {
  const result = Matrix.zeros(meanA.length, meanB.length)
  a.forEach((point, p) => {
    for (let i = 0; i < meanA.length; i++)
      for (let j = 0; j < meanB.length; j++)
        result.set(i, j, result.get(i, j) + ((point[i]! - meanA[i]!) * (b[p]![j]! - meanB[j]!)) / a.length)
  })
  return result
}

function centred(points: Points, centre: Float64Array): Points {
  return points.map((point) => point.map((value, j) => value - centre[j]!))
}

function centredMatrix(family: MapFamily, from: Points, to: Points, k: number): Matrix {
  const zero = new Float64Array(k)
  const cross = crossCovariance(from, to, zero, zero)
  switch (family) {
    case 'identity':
    case 'translation':
      return Matrix.eye(k)
    case 'rotation':
      return orthogonal(cross, 1)
    case 'reflection':
      return orthogonal(cross, -1)
    case 'scaling':
      return Matrix.eye(k).mul(slope(from, to, cross.trace()))
    case 'spiral': {
      const rotation = orthogonal(cross, 1)
      return Matrix.mul(rotation, slope(from, to, rotation.mmul(cross).trace()))
    }
    case 'linear':
      return totalLeastSquares(from, to, cross, k)
  }
}

/** Kabsch's rotation, or the reflection where `sign` is −1. */
function orthogonal(cross: Matrix, sign: 1 | -1): Matrix {
  const { leftSingularVectors: u, rightSingularVectors: v } = new SingularValueDecomposition(cross)
  const turn = v.mmul(u.transpose())
  if (Math.sign(determinant(turn)) === sign) return turn
  const flipped = v.clone()
  const last = v.columns - 1
  for (let i = 0; i < v.rows; i++) flipped.set(i, last, -v.get(i, last))
  return flipped.mmul(u.transpose())
}

/** Deming's slope with equal noise on both sides, from the sums of squares and of products. */
function slope(from: Points, to: Points, product: number): number {
  const [a, b] = [meanSquare(from), meanSquare(to)]
  if (product === 0) return 0
  return (b - a + Math.sqrt((b - a) ** 2 + 4 * product * product)) / (2 * product)
}

function meanSquare(points: Points): number {
  return points.reduce((sum, point) => sum + point.reduce((s, value) => s + value * value, 0), 0) / points.length
}

function totalLeastSquares(from: Points, to: Points, cross: Matrix, k: number): Matrix {
  const zero = new Float64Array(k)
  const [a, b] = [crossCovariance(from, from, zero, zero), crossCovariance(to, to, zero, zero)]
  const joint = Matrix.zeros(2 * k, 2 * k)
  joint.setSubMatrix(a, 0, 0).setSubMatrix(cross, 0, k).setSubMatrix(cross.transpose(), k, 0).setSubMatrix(b, k, k)
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(joint, { assumeSymmetric: true })
  const smallest = realEigenvalues.map((value, i) => ({ value, i })).sort((p, q) => p.value - q.value)
  const columns = smallest.slice(0, k).map(({ i }) => i)
  const upper = eigenvectorMatrix.subMatrixColumn(columns, 0, k - 1)
  const lower = eigenvectorMatrix.subMatrixColumn(columns, k, 2 * k - 1)
  // where the last directions hold nothing of `to`, the map is not determined by both: fall back to plain least squares
  if (Math.abs(determinant(lower)) < 1e-6)
    return inverse(a.add(Matrix.eye(k).mul(1e-9)), true)
      .mmul(cross)
      .transpose()
  return upper.mul(-1).mmul(inverse(lower)).transpose()
}
