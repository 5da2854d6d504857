/** Weights of a local polynomial at one point: value = Σ weights · values, and so on. */
export interface LocalWeights {
  /** First point of the window. */
  readonly from: number
  readonly value: Float64Array
  /** Per unit of time. */
  readonly first: Float64Array
  readonly second: Float64Array
}

/**
 * Least-squares polynomial of the degree through the points from…to (inclusive) as weights at the time `at`, by
 * polynomials orthogonal over the points, so that uneven sampling is no different from even. With no more points than
 * degree + 1 it passes through all of them.
 *
 * Source: G. E. Forsythe, "Generation and use of orthogonal polynomials for data-fitting", J. SIAM 5 (1957),
 * doi:10.1137/0105007; A. Savitzky, M. J. E. Golay (1964), doi:10.1021/ac60214a047.
 */
export function localWeights(time: Float64Array, from: number, to: number, at: number, degree: number): LocalWeights {
  const m = to - from + 1
  const scale = Math.max(time[to]! - at, at - time[from]!) || 1
  const u = Float64Array.from({ length: m }, (_, i) => (time[from + i]! - at) / scale)
  const weights: LocalWeights = {
    from,
    value: new Float64Array(m),
    first: new Float64Array(m),
    second: new Float64Array(m)
  }
  let previous = new Float64Array(m)
  let current = new Float64Array(m).fill(1 / Math.sqrt(m))
  // value, slope and curvature of the polynomials at u = 0
  let before: readonly [number, number, number] = [0, 0, 0]
  let here: readonly [number, number, number] = [1 / Math.sqrt(m), 0, 0]
  let coupling = 0
  for (let k = 0; k <= Math.min(degree, m - 1); k++) {
    for (let i = 0; i < m; i++) {
      weights.value[i] = weights.value[i]! + here[0] * current[i]!
      weights.first[i] = weights.first[i]! + (here[1] * current[i]!) / scale
      weights.second[i] = weights.second[i]! + (here[2] * current[i]!) / scale ** 2
    }
    let centre = 0
    for (let i = 0; i < m; i++) centre += u[i]! * current[i]! ** 2
    const next = new Float64Array(m)
    for (let i = 0; i < m; i++) next[i] = (u[i]! - centre) * current[i]! - coupling * previous[i]!
    const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0))
    if (!(length > 1e-12)) break
    const there = [
      (-centre * here[0] - coupling * before[0]) / length,
      (here[0] - centre * here[1] - coupling * before[1]) / length,
      (2 * here[1] - centre * here[2] - coupling * before[2]) / length
    ] as const
    previous = current
    current = next.map((value) => value / length)
    before = here
    here = there
    coupling = length
  }
  return weights
}
