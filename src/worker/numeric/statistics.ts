/** NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** Σ w v / Σ w; equal weights for null. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number> | null): number {
  if (weights === null) return mean(values)
  let sum = 0
  let total = 0
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!
    sum += weight * values[i]!
    total += weight
  }
  return sum / total
}

/** Unbiased sample variance, by two passes so that a large mean costs no digits; NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2
  return sum / (values.length - 1 || NaN)
}

export function standardDeviation(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values))
}

/** The value below which a share p of the values lies, linear between order statistics (Hyndman and Fan 1996, type 7). */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort()
  const at = p * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below] ?? NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN
  return low === high ? low : low + (at - below) * (high - low)
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}

/** Median distance from the median, × 1.4826 so that it estimates the standard deviation of normal noise. */
export function medianAbsoluteDeviation(values: ArrayLike<number>): number {
  const centre = median(values)
  return 1.482602218505602 * median(Float64Array.from(values, (value) => Math.abs(value - centre)))
}

/** Largest absolute value; 0 for none. Columns are too long for the arguments of Math.max. */
export function largestSize(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  return largest
}
