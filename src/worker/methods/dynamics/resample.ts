import type { Path } from './motion.ts'

/** A path on an even grid of time. */
export interface Grid {
  readonly length: number
  readonly value: readonly Float64Array[]
  readonly first: readonly Float64Array[]
  readonly second: readonly Float64Array[]
  readonly controls: readonly Float64Array[]
}

/** Relative spread of the spacing that counts as even. */
const EVEN = 1e-6

/** The path itself where it is even with this step, else cubic Hermite interpolation of its smoothed values and slopes. */
export function resample(path: Path, step: number): Grid {
  const { time, smooth, controls } = path
  const isEven = time.every((t, i) => i === 0 || Math.abs(t - time[i - 1]! - step) <= EVEN * step)
  if (isEven) {
    return {
      length: time.length,
      value: smooth.map(({ value }) => value),
      first: smooth.map(({ first }) => first),
      second: smooth.map(({ second }) => second),
      controls
    }
  }
  const length = Math.floor(((time.at(-1)! - time[0]!) / step) * (1 + EVEN)) + 1
  const at = Float64Array.from({ length }, (_, i) => Math.min(time.at(-1)!, time[0]! + i * step))
  return {
    length,
    value: smooth.map(({ value, first }) => hermite(time, value, first, at)),
    first: smooth.map(({ first, second }) => hermite(time, first, second, at)),
    second: smooth.map(({ second }) => linear(time, second, at)),
    controls: controls.map((values) => linear(time, values, at))
  }
}

function hermite(time: Float64Array, values: Float64Array, slopes: Float64Array, at: Float64Array): Float64Array {
  return onIntervals(time, at, (i, s, h) => {
    const [a, b] = [values[i]!, values[i + 1]!]
    const [p, q] = [h * slopes[i]!, h * slopes[i + 1]!]
    return a + s * (p + s * (3 * (b - a) - 2 * p - q + s * (2 * (a - b) + p + q)))
  })
}

export function linear(time: Float64Array, values: Float64Array, at: Float64Array): Float64Array {
  return onIntervals(time, at, (i, s) => values[i]! + s * (values[i + 1]! - values[i]!))
}

/** Calls `read` with the interval of every time, the share of it that has passed, and its length; both series rise. */
function onIntervals(
  time: Float64Array,
  at: Float64Array,
  read: (interval: number, share: number, length: number) => number
): Float64Array {
  let i = 0
  return at.map((t) => {
    while (i + 2 < time.length && time[i + 1]! <= t) i++
    const length = time[i + 1]! - time[i]!
    return read(i, (t - time[i]!) / length, length)
  })
}
