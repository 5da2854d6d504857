import { createRandom } from '../numeric/random.ts'
import { pickRows } from '../numeric/pickRows.ts'
import { quantile } from '../numeric/statistics.ts'

/** How much emptier it is around a point than around the rows next to it. */
export interface LocalDensity {
  /** Distance to the k-th row over the mean of that distance among the k nearest rows; about 1 inside the data. */
  score(point: ArrayLike<number>): number
  /** Score above which a point lies in a hole. */
  readonly threshold: number
  /** Share of the rows themselves, each left out of the others, that lie above it. */
  readonly flaggedRows: number
}

const MAX_ROWS = 2000
const NEIGHBOURS = 10
/** Of the rows themselves so many are not flagged. */
const KEPT = 0.985
/** A hole is at least this much emptier than its rim. */
const LEAST = 3

/**
 * The local outlier factor with plain distances: density is compared with that of the neighbours, so that the thin rim of
 * a cloud is not taken for a hole.
 *
 * Source: M. M. Breunig, H.-P. Kriegel, R. T. Ng, J. Sander (2000), doi:10.1145/335191.335388.
 */
export function localDensity(columns: readonly Float64Array[]): LocalDensity {
  const rows = sampleRows(distinctRows(columns))
  const sample = columns.map((values) => pickRows(values, rows))
  const n = rows.length
  const k = Math.max(1, Math.min(NEIGHBOURS, Math.floor(n / 4)))
  const reach = new Float64Array(n)
  const neighbours = Array.from({ length: n }, (_, row) => {
    const near = nearest(
      sample,
      sample.map((values) => values[row]!),
      k,
      row
    )
    reach[row] = near.distance
    return near.rows
  })
  const smallest = 1e-9 + 1e-3 * quantile(reach, 0.5)
  const ratio = (distance: number, near: readonly number[]) =>
    distance / Math.max(smallest, near.reduce((sum, row) => sum + reach[row]!, 0) / near.length)
  const own = neighbours.map((near, row) => ratio(reach[row]!, near))
  const threshold = Math.max(LEAST, quantile(own, KEPT))
  return {
    score(point) {
      const near = nearest(sample, point, k, -1)
      return ratio(near.distance, near.rows)
    },
    threshold,
    flaggedRows: own.filter((value) => value > threshold).length / Math.max(1, n)
  }
}

/** The k rows nearest a point, with the distance of the farthest of them. */
function nearest(columns: readonly Float64Array[], point: ArrayLike<number>, k: number, without: number) {
  const rows: number[] = []
  const distances: number[] = []
  const n = columns[0]?.length ?? 0
  for (let row = 0; row < n; row++) {
    if (row === without) continue
    let sum = 0
    for (let j = 0; j < columns.length; j++) sum += (columns[j]![row]! - point[j]!) ** 2
    if (rows.length === k && sum >= distances[k - 1]!) continue
    let at = rows.length
    while (at > 0 && distances[at - 1]! > sum) at--
    rows.splice(at, 0, row)
    distances.splice(at, 0, sum)
    rows.length = distances.length = Math.min(k, rows.length)
  }
  return { rows, distance: Math.sqrt(distances.at(-1) ?? 0) }
}

function sampleRows(rows: number[]): Uint32Array {
  if (rows.length <= MAX_ROWS) return Uint32Array.from(rows)
  return Uint32Array.from(createRandom(1).shuffle(rows).slice(0, MAX_ROWS)).sort()
}

/** One row for each point: repeated measurements would make a grid look like islands. */
function distinctRows(columns: readonly Float64Array[]): number[] {
  const seen = new Set<string>()
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => row).filter((row) => {
    const key = columns.map((values) => values[row]!.toPrecision(9)).join()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
