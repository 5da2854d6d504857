import { leastSquares } from '../../numeric/leastSquares.ts'
import type { ForceTable } from './readForces.ts'

/** What the forces around single places say, without any formula. */
export interface LocalCurl {
  /** Squared antisymmetric part of the slopes of the force over all their squares, less what noise gives: 0 to 1. */
  readonly share: number
  /** Places that were looked at. */
  readonly places: number
}

const MOST_PLACES = 200
const MOST_ROWS = 4000
/** Neighbours for each number of a local plane. */
const NEIGHBOURS = 3

/**
 * The work around small loops: a plane is fitted to the forces near a place, and work around a loop there is its
 * antisymmetric part times the area. Null with one coordinate, where every force has a potential, or with few rows.
 */
export function localCurl({ positions, forces, n }: ForceTable): LocalCurl | null {
  const axes = positions.length
  const near = NEIGHBOURS * (axes + 1)
  if (axes < 2 || n < 2 * near) return null
  const stride = Math.ceil(n / MOST_ROWS)
  const rows = Array.from({ length: Math.floor(n / stride) }, (_, i) => i * stride)
  const scales = positions.map((values) => {
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
    return high - low
  })
  const step = Math.max(1, Math.floor(rows.length / MOST_PLACES))
  let antisymmetric = 0
  let all = 0
  let places = 0
  for (let at = 0; at < rows.length; at += step) {
    const centre = rows[at]!
    const distance = (row: number) =>
      positions.reduce((sum, values, k) => sum + ((values[row]! - values[centre]!) / scales[k]!) ** 2, 0)
    const neighbours = rows
      .map((row) => ({ row, distance: distance(row) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, near)
      .map(({ row }) => row)
    const columns = positions.map((values) => Float64Array.from(neighbours, (row) => values[row]! - values[centre]!))
    const one = new Float64Array(near).fill(1)
    const fits = forces.map((values) => leastSquares([one, ...columns], Float64Array.from(neighbours, (row) => values[row]!))) // prettier-ignore
    if (fits.some((fit) => fit === null || fit.standardErrors === null)) continue
    places++
    const slope = (k: number, j: number) => fits[k]!.coefficients[j + 1]!
    const variance = (k: number, j: number) => fits[k]!.standardErrors![j + 1]! ** 2
    for (let k = 0; k < axes; k++) {
      for (let j = 0; j < axes; j++) {
        all += slope(k, j) ** 2 - variance(k, j)
        antisymmetric += (slope(k, j) - slope(j, k)) ** 2 / 4 - (j === k ? 0 : (variance(k, j) + variance(j, k)) / 4)
      }
    }
  }
  if (places === 0 || !(all > 0)) return null
  return { share: Math.min(1, Math.max(0, antisymmetric / all)), places }
}
