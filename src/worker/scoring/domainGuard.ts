import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { isInHull } from '../numeric/hullMembership.ts'
import { localDensity } from './localDensity.ts'

/** `beyond`: outside the convex hull of the rows. `hole`: inside it, where no rows are. */
export type Place = 'inside' | 'hole' | 'beyond'

/** Tells where a law has data under it. */
export interface DomainGuard {
  /** Dimensions that the rows span: fewer than inputs where inputs go together. */
  readonly hullDimension: number
  /** Share of the rows, each seen without itself, that would be flagged. */
  readonly insideFlagRate: number
  /** @param point one value an input, in the order of the columns */
  place(point: ArrayLike<number>): Place
}

/** In ranges of an input: nearer than this is on the hull. */
const TOLERANCE = 1e-9

/** @param columns columns[j][i]: input j, row i; finite, at least one row */
export function createDomainGuard(columns: readonly Float64Array[]): DomainGuard {
  const scales = columns.map((values) => {
    const low = values.reduce((least, value) => Math.min(least, value), Infinity)
    const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
    return { low, range: high > low ? high - low : 1, high }
  })
  const scaled = columns.map((values, j) => values.map((value) => (value - scales[j]!.low) / scales[j]!.range))
  const density = localDensity(scaled)
  return {
    hullDimension: dimensionOf(scaled),
    insideFlagRate: density.flaggedRows,
    place(point) {
      const query = scales.map(({ low, range }, j) => (point[j]! - low) / range)
      const isOutside = query.some((value) => !(value >= -TOLERANCE && value <= 1 + TOLERANCE))
      if (isOutside || (columns.length > 1 && !isInHull(scaled, query, TOLERANCE))) return 'beyond'
      return density.score(query) > density.threshold ? 'hole' : 'inside'
    }
  }
}

/** Rank of the rows about their mean. */
function dimensionOf(columns: readonly Float64Array[]): number {
  const n = columns[0]?.length ?? 0
  const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / n)
  const scatter = columns.map((a, j) =>
    columns.map((b, k) => a.reduce((sum, value, i) => sum + (value - means[j]!) * (b[i]! - means[k]!), 0) / n)
  )
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(scatter), { assumeSymmetric: true })
  const largest = Math.max(...realEigenvalues)
  return realEigenvalues.filter((value) => value > 1e-12 * largest).length
}
