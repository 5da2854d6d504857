import { localWeights, type LocalWeights } from './localPolynomial.ts'

/** A series with its noise averaged away; the standard error of each figure is its factor times the noise. */
export interface SmoothedSeries {
  readonly value: Float64Array
  /** First and second derivative by time. */
  readonly first: Float64Array
  readonly second: Float64Array
  readonly valueFactor: Float64Array
  readonly firstFactor: Float64Array
  readonly secondFactor: Float64Array
  /** Points on either side that the value averages over; 0 where the value is left as it was measured. */
  readonly halfWidth: number
}

export interface Smoothing {
  /** Degree of the local polynomial. */
  readonly degree: number
  /**
   * Share of the widest window that the noise allows which is used: the bias falls with its fifth power, the noise only
   * with its root.
   */
  readonly share: number
}

const DEFAULT: Smoothing = { degree: 4, share: 0.5 }
const HALF_WIDTHS = [3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 26, 32, 40, 50]
/** A window this narrow that fails does not yet end the search for a wider one. */
const ALWAYS_TRIED = 4
/** Error of a time, in spacings, that leaves sampling even: what rounding to a few digits does. */
const EVEN = 1e-6
/** Standard deviations by which the squares of the residuals may exceed those of the noise. */
const RESIDUAL_SLACK = 2

/** The local weights of every point for a half width, made once for all the series of a trajectory. */
export type WindowCache = (halfWidth: number) => readonly LocalWeights[]

export function createWindowCache(time: Float64Array, degree = DEFAULT.degree): WindowCache {
  const made = new Map<number, readonly LocalWeights[]>()
  const isEven = isEvenly(time)
  return (halfWidth) => {
    const known = made.get(halfWidth)
    if (known !== undefined) return known
    const windowAt = (i: number) =>
      localWeights(time, Math.max(0, i - halfWidth), Math.min(time.length - 1, i + halfWidth), time[i]!, degree)
    const inner = isEven && time.length > 2 * halfWidth ? windowAt(halfWidth) : null
    const isInner = (i: number) => i >= halfWidth && i + halfWidth < time.length
    const windows = Array.from(time, (_, i) =>
      inner !== null && isInner(i) ? { ...inner, from: i - halfWidth } : windowAt(i)
    )
    made.set(halfWidth, windows)
    return windows
  }
}

/** Whether all spacings are the same: then every inner window has the same weights. */
function isEvenly(time: Float64Array): boolean {
  const step = (time.at(-1)! - time[0]!) / (time.length - 1)
  return time.every((at, i) => Math.abs(at - time[0]! - i * step) <= EVEN * step)
}

/**
 * Smooths by local polynomials over the widest window whose residuals are still those of the noise (standard deviation
 * `noise`), narrowed by the share. Where even the narrowest leaves motion in the residuals, or the noise is 0, values
 * stay as measured and the derivatives come from the narrowest window.
 */
export function smoothSeries(
  time: Float64Array,
  values: Float64Array,
  noise: number,
  { degree, share }: Smoothing = DEFAULT,
  windows: WindowCache = createWindowCache(time, degree)
): SmoothedSeries {
  const widest = noise > 0 ? widestWindow(values, noise, windows) : 0
  const narrowest = HALF_WIDTHS[0]!
  const halfWidth = widest === 0 ? 0 : Math.max(narrowest, Math.round(share * widest))
  const used = windows(Math.max(halfWidth, narrowest))
  const smoothed = apply(values, used)
  if (halfWidth > 0) return { ...smoothed, halfWidth }
  return { ...smoothed, value: values.slice(), valueFactor: new Float64Array(values.length).fill(1), halfWidth }
}

function widestWindow(values: Float64Array, noise: number, windows: WindowCache): number {
  let widest = 0
  for (const halfWidth of HALF_WIDTHS) {
    if (2 * (2 * halfWidth + 1) > values.length) break
    const { ratio, count } = residualRatio(values, noise, windows(halfWidth), halfWidth)
    if (ratio < 1 + RESIDUAL_SLACK * Math.sqrt(2 / count)) widest = halfWidth
    else if (halfWidth > ALWAYS_TRIED) break
  }
  return widest
}

/** Squares of the residuals of the inner points over what noise alone would leave. */
function residualRatio(
  values: Float64Array,
  noise: number,
  windows: readonly LocalWeights[],
  halfWidth: number
): { readonly ratio: number; readonly count: number } {
  let squares = 0
  let expected = 0
  const count = values.length - 2 * halfWidth
  for (let i = halfWidth; i < values.length - halfWidth; i++) {
    const { from, value: weights } = windows[i]!
    let fitted = 0
    let length = 0
    for (let k = 0; k < weights.length; k++) {
      fitted += weights[k]! * values[from + k]!
      length += weights[k]! ** 2
    }
    squares += (values[i]! - fitted) ** 2
    expected += 1 - 2 * weights[halfWidth]! + length
  }
  return { ratio: squares / (expected * noise ** 2), count }
}

function apply(values: Float64Array, windows: readonly LocalWeights[]): Omit<SmoothedSeries, 'halfWidth'> {
  const [value, valueFactor] = combine(values, windows, 'value')
  const [first, firstFactor] = combine(values, windows, 'first')
  const [second, secondFactor] = combine(values, windows, 'second')
  return { value, first, second, valueFactor, firstFactor, secondFactor }
}

function combine(
  values: Float64Array,
  windows: readonly LocalWeights[],
  of: 'value' | 'first' | 'second'
): [Float64Array, Float64Array] {
  const sums = new Float64Array(values.length)
  const factors = new Float64Array(values.length)
  windows.forEach((window, i) => {
    const weights = window[of]
    let sum = 0
    let length = 0
    for (let k = 0; k < weights.length; k++) {
      sum += weights[k]! * values[window.from + k]!
      length += weights[k]! ** 2
    }
    sums[i] = sum
    factors[i] = Math.sqrt(length)
  })
  return [sums, factors]
}
