/** Relative difference that rounding of written digits may leave between two columns in different units. */
const SAME = 1e-6

/** The number by which the second column is the first in every row that has both, or null where there is none. */
export function factorBetween(a: Float64Array, b: Float64Array): number | null {
  let factor: number | null = null
  for (let row = 0; row < a.length; row++) {
    const [x, y] = [a[row]!, b[row]!]
    if (Number.isNaN(x) || Number.isNaN(y) || (x === 0 && y === 0)) continue
    factor ??= y / x
    if (!(Math.abs(y - factor * x) <= SAME * Math.abs(y))) return null
  }
  return factor
}
