import { solveCholesky } from './cholesky.ts'

const MAX_STEPS = 1000

/**
 * Whether a point lies in the convex hull of other points, exact to `tolerance`: the nearest point of the hull is built up
 * from few of its corners, and the search ends as soon as a plane parts the point from all others. Works in any dimension
 * and with any number of points; a step costs O(n d).
 * @param points points[k]: coordinate k of all points; scales should be alike
 *
 * Source: P. Wolfe, "Finding the nearest point in a polytope", Math. Program. 11, 128 (1976), doi:10.1007/BF01580381.
 */
export function isInHull(points: readonly Float64Array[], query: ArrayLike<number>, tolerance: number): boolean {
  const n = points[0]?.length ?? 0
  if (n === 0) return false
  let corners = [nearestRow(points, query, n)]
  let shares = [1]
  for (let step = 0; step < MAX_STEPS; step++) {
    const x = weightedOffset(points, query, corners, shares)
    const squared = x.reduce((sum, value) => sum + value * value, 0)
    if (squared <= tolerance * tolerance) return true
    const { row, product } = lowestRow(points, query, x, n)
    // all points lie on the far side of the plane through the query across x
    if (product > tolerance * Math.sqrt(squared)) return false
    if (product > squared - tolerance * tolerance || corners.includes(row)) return false
    const next = towardsAffine(points, query, [...corners, row], [...shares, 0])
    if (next === null) return false
    ;({ corners, shares } = next)
  }
  return false
}

function nearestRow(points: readonly Float64Array[], query: ArrayLike<number>, n: number): number {
  let [best, distance] = [0, Infinity]
  for (let row = 0; row < n; row++) {
    let sum = 0
    for (let k = 0; k < points.length; k++) sum += (points[k]![row]! - query[k]!) ** 2
    if (sum < distance) [best, distance] = [row, sum]
  }
  return best
}

/** The row that lies farthest against x, seen from the query. */
function lowestRow(points: readonly Float64Array[], query: ArrayLike<number>, x: Float64Array, n: number) {
  let [row, product] = [0, Infinity]
  const origin = x.reduce((sum, value, k) => sum + value * query[k]!, 0)
  for (let i = 0; i < n; i++) {
    let sum = -origin
    for (let k = 0; k < points.length; k++) sum += x[k]! * points[k]![i]!
    if (sum < product) [row, product] = [i, sum]
  }
  return { row, product }
}

/** Moves to the nearest point of the flat through the corners, and drops corners on the way until it lies between them. */
function towardsAffine(
  points: readonly Float64Array[],
  query: ArrayLike<number>,
  startCorners: readonly number[],
  startShares: readonly number[]
): { corners: number[]; shares: number[] } | null {
  let corners = [...startCorners]
  let shares = [...startShares]
  for (;;) {
    const target = affineShares(points, query, corners)
    if (target === null) {
      // the newest corner lies in the flat of the others: it takes the place of the one with the least share
      if (corners.length <= 2) return null
      const least = shares.slice(0, -1).indexOf(Math.min(...shares.slice(0, -1)))
      corners = corners.filter((_, i) => i !== least)
      shares = normalized(shares.filter((_, i) => i !== least))
      continue
    }
    if (target.every((share) => share > 1e-12)) return { corners, shares: target }
    let step = 1
    target.forEach((share, i) => {
      if (share <= 1e-12 && shares[i]! - share > 0) step = Math.min(step, shares[i]! / (shares[i]! - share))
    })
    const moved = shares.map((share, i) => share + step * (target[i]! - share))
    const smallest = moved.indexOf(Math.min(...moved))
    corners = corners.filter((_, i) => i !== smallest && moved[i]! > 1e-14)
    shares = normalized(moved.filter((share, i) => i !== smallest && share > 1e-14))
    if (corners.length === 0) return null
  }
}

/** Shares (they sum to 1) of the point nearest the query on the flat through the corners; null where they depend. */
function affineShares(
  points: readonly Float64Array[],
  query: ArrayLike<number>,
  corners: readonly number[]
): number[] | null {
  const m = corners.length
  const gram = new Float64Array(m * m)
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 1
      for (let k = 0; k < points.length; k++) {
        sum += (points[k]![corners[a]!]! - query[k]!) * (points[k]![corners[b]!]! - query[k]!)
      }
      gram[a * m + b] = sum
      gram[b * m + a] = sum
    }
  }
  const solution = new Float64Array(m)
  if (!solveCholesky(gram, new Float64Array(m).fill(1), new Float64Array(m * m), solution)) return null
  const total = solution.reduce((sum, value) => sum + value, 0)
  return Number.isFinite(total) && total > 0 ? Array.from(solution, (value) => value / total) : null
}

function weightedOffset(
  points: readonly Float64Array[],
  query: ArrayLike<number>,
  corners: readonly number[],
  shares: readonly number[]
): Float64Array {
  return Float64Array.from(points, (column, k) =>
    corners.reduce((sum, row, i) => sum + shares[i]! * (column[row]! - query[k]!), 0)
  )
}

function normalized(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / (total || 1))
}
