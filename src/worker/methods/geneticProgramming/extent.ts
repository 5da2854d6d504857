/** What a grid of starts needs to know of the values of u. */
export interface Extent {
  readonly low: number
  readonly high: number
  /** Median of |u|, or the range where that is 0. */
  readonly typical: number
  readonly rows: number
}

const RATES = [0.03, 0.1, 0.2, 0.4, 0.7, 1, 1.6, 2.5, 4, 7, 12, 25]
const SHIFTS = [0.01, 0.03, 0.1, 0.3, 0.7, 1.5, 4, 12]
const MAX_FREQUENCIES = 100

export function extentOf(values: Float64Array): Extent {
  const sorted = values.map(Math.abs).sort()
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
  return { low, high, typical: sorted[sorted.length >> 1]! || high - low, rows: values.length }
}

/** Rates of both signs that change exp(c u) over the range by little up to very much. */
export function rates({ low, high }: Extent): number[] {
  return RATES.flatMap((rate) => [-rate / (high - low), rate / (high - low)])
}

/** Shifts that keep c + u away from 0 on the data, near and far from either end. */
export function shifts({ low, high }: Extent): number[] {
  const span = high - low
  return SHIFTS.flatMap((part) => [-low + part * span, -high - part * span])
}

/** Places across the range and a little outside. */
export function places({ low, high }: Extent, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low + (high - low) * (-0.1 + (1.2 * i) / (count - 1)))
}

/** Widths from a fiftieth of the range up to most of it. */
export function widths({ low, high }: Extent): number[] {
  return [0.02, 0.05, 0.1, 0.2, 0.4, 0.8].map((part) => part * (high - low))
}

/** From a fifth of a period over the range up to what the rows can resolve. */
export function frequencies({ low, high, rows }: Extent): number[] {
  const step = Math.PI / 2.5 / (high - low)
  const count = Math.min(MAX_FREQUENCIES, Math.max(8, rows))
  return Array.from({ length: count }, (_, i) => step * (0.5 + i))
}
