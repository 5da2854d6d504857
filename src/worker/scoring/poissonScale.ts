import { NORMAL_BITS } from './descriptionLength.ts'
import type { NoiseScale, ScaleData } from './noiseScale.ts'

/** Expected counts are taken to be at least this: a formula that says 0 or less is not infinitely wrong. */
const LEAST_COUNT = 0.02
/** Largest deviance of a row, in the units of (counts + 1): a pole in one row must not hide the others. */
const LARGEST_DEVIANCE = 100

/**
 * Counts: Var(y) = f. Least squares with weights 1/f, taken from the fit itself, solve the equations of the largest
 * likelihood (Wedderburn 1974, doi:10.1093/biomet/61.3.439). Relative weights of rows have no meaning for counts.
 */
export function poissonScale({ y }: ScaleData): NoiseScale {
  return {
    noise: 'poisson',
    y,
    weights: null,
    reweigh: ({ values, rows }) => {
      const weights = new Float64Array(y.length)
      values.forEach((value, k) => (weights[rows === null ? k : rows[k]!] = 1 / expected(value)))
      return { weights, moved: null }
    },
    knownVariance: 1,
    countsInputErrors: false,
    errorFactor: 1,
    floor: 0,
    // what is left where every count is expected exactly
    offset: y.reduce((sum, count) => sum + exactBits(count) - NORMAL_BITS, 0),
    wrap: (form) => form,
    unwrap: () => undefined,
    errors: (values, rows) => values.map((value, k) => deviance(y[rows === null ? k : rows[k]!]!, value)),
    rowBits: () => 0,
    bits: (errors) => (0.5 / Math.LN2) * errors.reduce((sum, error) => sum + error, 0),
    width: (errors) => errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length)
  }
}

function expected(value: number): number {
  return value > LEAST_COUNT ? value : LEAST_COUNT
}

/** Twice the loss of log-likelihood against the exact expectation (McCullagh and Nelder 1989, §2.3). */
function deviance(count: number, value: number): number {
  const largest = LARGEST_DEVIANCE * (count + 1)
  const mean = expected(value)
  const excess = 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - (count - mean))
  // NaN counts as the largest
  return Number.isFinite(value) && excess < largest ? excess : largest
}

/** Bits of a count whose expectation is the count itself: −log₂(kᵏ e⁻ᵏ / k!). */
function exactBits(count: number): number {
  if (count === 0) return 0
  return (count - count * Math.log(count) + logFactorial(count)) / Math.LN2
}

/** ln k! by Stirling's series, exact to 1e-9 from k = 8 on; summed below. */
function logFactorial(count: number): number {
  if (count < 8) {
    let product = 1
    for (let k = 2; k <= count; k++) product *= k
    return Math.log(product)
  }
  const inverse = 1 / count
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260
  return (count + 0.5) * Math.log(count) - count + 0.5 * Math.log(2 * Math.PI) + series
}
