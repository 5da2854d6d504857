/** A measured input between its samples. */
export type ControlSignal = (t: number) => number

/**
 * Monotone cubic interpolation: smooth where the input is, without overshoot where it jumps; constant beyond the ends.
 * Remembers the interval it was last asked for, so that rising times cost nothing.
 *
 * Source: F. N. Fritsch, J. Butland, "A method for constructing local monotone piecewise cubic interpolants" (1984),
 * doi:10.1137/0905021.
 */
export function controlSignal(time: Float64Array, values: Float64Array): ControlSignal {
  const n = time.length
  const slopes = monotoneSlopes(time, values)
  let i = 0
  return (t) => {
    if (t <= time[0]!) return values[0]!
    if (t >= time[n - 1]!) return values[n - 1]!
    while (i > 0 && time[i]! > t) i--
    while (i + 2 < n && time[i + 1]! <= t) i++
    const h = time[i + 1]! - time[i]!
    const s = (t - time[i]!) / h
    const [a, b] = [values[i]!, values[i + 1]!]
    const [p, q] = [h * slopes[i]!, h * slopes[i + 1]!]
    return a + s * (p + s * (3 * (b - a) - 2 * p - q + s * (2 * (a - b) + p + q)))
  }
}

function monotoneSlopes(time: Float64Array, values: Float64Array): Float64Array {
  const slope = (i: number): number => (values[i + 1]! - values[i]!) / (time[i + 1]! - time[i]!)
  return Float64Array.from(values, (_, i) => {
    if (i === 0 || i === values.length - 1) return slope(Math.min(i, values.length - 2))
    const [before, after] = [slope(i - 1), slope(i)]
    if (before * after <= 0) return 0
    const [left, right] = [time[i]! - time[i - 1]!, time[i + 1]! - time[i]!]
    const share = (left + 2 * right) / (3 * (left + right))
    return (before * after) / (share * after + (1 - share) * before)
  })
}
