import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { createDomainGuard, type DomainGuard, type Place } from '../../scoring/domainGuard.ts'

/** Directions of most spread in which molecules are looked at: with more, everything is at the edge. */
const DIRECTIONS = 3

/** Tells whether features lie among those that were learnt from, in the directions in which these spread most. */
export function featureGuard(features: readonly Float64Array[]): {
  guard: DomainGuard
  place(point: Float64Array): Place
} {
  const d = features[0]!.length
  const scatter = Matrix.zeros(d, d)
  for (const point of features)
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) scatter.set(i, j, scatter.get(i, j) + point[i]! * point[j]!)
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(scatter, { assumeSymmetric: true })
  const leading = realEigenvalues
    .map((value, i) => ({ value, axis: eigenvectorMatrix.getColumn(i) }))
    .sort((a, b) => b.value - a.value)
    .filter(({ value }, i, [first]) => i < DIRECTIONS && value > 1e-9 * first!.value)
  const along = (point: Float64Array, axis: readonly number[]) =>
    point.reduce((sum, value, j) => sum + value * axis[j]!, 0)
  const guard = createDomainGuard(leading.map(({ axis }) => Float64Array.from(features, (point) => along(point, axis))))
  return { guard, place: (point) => guard.place(leading.map(({ axis }) => along(point, axis))) }
}
