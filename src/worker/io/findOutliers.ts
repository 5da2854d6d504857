/** Modified z-score above which a value counts as far off (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). */
const FAR = 3.5
/** Makes the median absolute deviation the standard deviation of a normal distribution. */
const NORMAL = 0.6745
/** Fences beyond the quartiles that Tukey (1977, Exploratory Data Analysis) calls far out. */
const FAR_OUT = 3
const FEWEST = 8
/** The middle and the spread of more values than this are taken from evenly spaced ones. */
const MOST_SORTED = 20_000

/** Borders beyond which a value is an outlier. */
interface Fences {
  readonly low: number
  readonly high: number
}

/**
 * Rows whose value lies far off the rest: modified z-score by the median absolute deviation above 3.5 and more than 3
 * interquartile ranges beyond the quartiles. Where all values are positive the same must hold for the logarithms, so that
 * the ordinary tail of a law over decades is not blamed. None below 8 values, or when more than half of them are equal.
 * Missing values are skipped. Linear but for a sort of at most 20 000 values.
 */
export function findOutliers(values: Float64Array): number[] {
  const sorted = spacedValues(values).sort()
  if (sorted.length < FEWEST) return []
  const plain = fences(sorted)
  const isPositive = values.every((value) => !(value <= 0))
  const logarithmic = isPositive ? fences(sorted.map(Math.log)) : null
  const isOutlier = (value: number): boolean =>
    isBeyond(value, plain) && (logarithmic === null || isBeyond(Math.log(value), logarithmic))
  const rows: number[] = []
  for (let row = 0; row < values.length; row++) if (isOutlier(values[row]!)) rows.push(row)
  return rows
}

/** False for NaN. */
function isBeyond(value: number, { low, high }: Fences): boolean {
  return value < low || value > high
}

function fences(sorted: Float64Array): Fences {
  const middle = quantile(sorted, 0.5)
  const deviation = quantile(sorted.map((value) => Math.abs(value - middle)).sort(), 0.5)
  if (deviation === 0) return { low: -Infinity, high: Infinity }
  const [lower, upper] = [quantile(sorted, 0.25), quantile(sorted, 0.75)]
  const reach = (FAR * deviation) / NORMAL
  const margin = FAR_OUT * (upper - lower)
  return { low: Math.min(middle - reach, lower - margin), high: Math.max(middle + reach, upper + margin) }
}

/** Linear interpolation between order statistics (Hyndman and Fan 1996, type 7, DOI 10.1080/00031305.1996.10473566). */
function quantile(sorted: Float64Array, probability: number): number {
  const position = probability * (sorted.length - 1)
  const below = Math.floor(position)
  const lower = sorted[below]!
  return lower + (position - below) * ((sorted[below + 1] ?? lower) - lower)
}

function spacedValues(values: Float64Array): Float64Array {
  const step = Math.max(1, Math.ceil(values.length / MOST_SORTED))
  const spaced = Float64Array.from({ length: Math.ceil(values.length / step) }, (_, k) => values[k * step]!)
  return spaced.filter((value) => !Number.isNaN(value))
}
