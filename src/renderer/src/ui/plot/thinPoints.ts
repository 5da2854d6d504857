/** More points than this are thinned before drawing; the caption says so. */
export const MOST_POINTS = 20_000

/**
 * Indices of the points to draw, in order. Up to `most` finite points all are kept; beyond, one for every occupied cell
 * of a pixel grid that is widened until they fit. So every inhabited place keeps a point, and outliers are never lost.
 * Cost: linear in the number of points for each widening (at most five).
 */
export function thinPoints(x: ArrayLike<number>, y: ArrayLike<number>, most = MOST_POINTS): Int32Array {
  const finite: number[] = []
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) finite.push(i)
  if (finite.length <= most) return Int32Array.from(finite)
  for (let cell = 1; ; cell *= 1.5) {
    const taken = new Set<number>()
    const kept: number[] = []
    for (const i of finite) {
      const key = Math.round(x[i]! / cell) * 100_003 + Math.round(y[i]! / cell)
      if (taken.has(key)) continue
      taken.add(key)
      kept.push(i)
      if (kept.length > most) break
    }
    if (kept.length <= most) return Int32Array.from(kept)
  }
}

/**
 * Corners of a line in pixels that draw the same picture with at most four points a pixel column: first, lowest,
 * highest, last. Gaps (non-finite points) are kept as NaN. Lines of up to `most` points come back whole.
 */
export function thinLine(x: ArrayLike<number>, y: ArrayLike<number>, most = MOST_POINTS): readonly [number, number][] {
  const points: [number, number][] = []
  if (x.length <= most) {
    for (let i = 0; i < x.length; i++) points.push([x[i]!, y[i]!])
    return points
  }
  for (let start = 0; start < x.length;) {
    const column = Math.round(x[start]!)
    let end = start + 1
    let low = start
    let high = start
    while (end < x.length && Math.round(x[end]!) === column) {
      if (!(y[end]! >= y[low]!)) low = end
      if (!(y[end]! <= y[high]!)) high = end
      end++
    }
    const corners = [...new Set([start, low, high, end - 1])].sort((a, b) => a - b)
    for (const i of corners) points.push([x[i]!, y[i]!])
    start = end
  }
  return points
}
