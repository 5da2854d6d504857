/**
 * Cubic B-splines with evenly spaced knots over a range: twice continuously differentiable, so that they follow any bend but
 * no break. `intervals + 3` columns.
 *
 * Source: C. de Boor, "A Practical Guide to Splines" (1978), doi:10.1007/978-1-4612-6333-3.
 */
export function splineColumns(t: Float64Array, low: number, high: number, intervals: number): Float64Array[] {
  const columns = Array.from({ length: intervals + 3 }, () => new Float64Array(t.length))
  t.forEach((value, row) => {
    const place = ((value - low) / (high - low)) * intervals
    const cell = Math.min(intervals - 1, Math.max(0, Math.floor(place)))
    const u = place - cell
    columns[cell]![row] = (1 - u) ** 3 / 6
    columns[cell + 1]![row] = (3 * u ** 3 - 6 * u * u + 4) / 6
    columns[cell + 2]![row] = (-3 * u ** 3 + 3 * u * u + 3 * u + 1) / 6
    columns[cell + 3]![row] = u ** 3 / 6
  })
  return columns
}
