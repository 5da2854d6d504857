import { median, standardDeviation } from '../numeric/statistics.ts'
import { NORMAL_BITS } from './descriptionLength.ts'
import { additiveFloor, LARGEST_RESIDUAL } from './gaussianScale.ts'
import type { NoiseScale, ScaleData } from './noiseScale.ts'
import { cappedSquares, weightBits } from './squaredErrors.ts'

/** Degrees of freedom of the t law: tails heavy enough for one row in ten to be grossly wrong. */
const DEGREES = 3
/** −log₂ of the density at 0 for width 1: Γ(2)/(Γ(3/2)√(3π)) = 2/(π√3). */
const PEAK_BITS = -Math.log2(2 / (Math.PI * Math.sqrt(3)))
/** Σ w / n of normal residuals is 1; the variance of a fitted number is larger by (ν+3)/(ν+1) (Lange et al. §5). */
const ERROR_FACTOR = Math.sqrt((DEGREES + 3) / (DEGREES + 1))
/** Median of |r| in standard deviations of normal noise. */
const MEDIAN_OF_NORMAL = 0.6744897501960817
const WIDTH_STEPS = 40
/** The price of the model: heavy tails are tried for every formula that leaves some, and pay by chance now and then. */
const MODEL_BITS = 4

/**
 * Noise with outliers: y = f + s·t with Student's t of three degrees of freedom, fitted by least squares with weights
 * that fall with the residual, so that rows far off hardly count.
 *
 * Source: K. L. Lange, R. J. A. Little and J. M. G. Taylor, "Robust statistical modeling using the t distribution"
 * (1989), doi:10.1080/01621459.1989.10478852.
 */
export function robustScale({ y, weights, knownVariance }: ScaleData): NoiseScale {
  const floor = additiveFloor(y, standardDeviation(y))
  const farthest = LARGEST_RESIDUAL * standardDeviation(y)
  return {
    noise: 'robust',
    y,
    weights,
    reweigh: ({ values, rows }) => {
      const errors = cappedSquares(values, rows, y, weights, farthest)
      const width = median(errors) / MEDIAN_OF_NORMAL ** 2 + floor ** 2
      const reweighed = new Float64Array(y.length)
      errors.forEach((error, k) => {
        const row = rows === null ? k : rows[k]!
        reweighed[row] = weightOf(error, width) * (weights?.[row] ?? 1)
      })
      return { weights: reweighed, moved: null }
    },
    knownVariance,
    countsInputErrors: false,
    errorFactor: ERROR_FACTOR,
    floor,
    offset: weightBits(weights) + MODEL_BITS,
    wrap: (form) => form,
    unwrap: () => undefined,
    errors: (values, rows) => cappedSquares(values, rows, y, weights, farthest),
    rowBits: () => 0,
    bits: (errors) => tailedBits(errors, Math.max(likeliestWidth(errors, floor), knownVariance ?? 0)),
    width: (errors) => likeliestWidth(errors, floor)
  }
}

function weightOf(error: number, width: number): number {
  return (DEGREES + 1) / (DEGREES + error / width)
}

/** The squared width s² under which the errors are likeliest, by expectation and maximisation from the median. */
function likeliestWidth(errors: Float64Array, floor: number): number {
  if (errors.length === 0) return floor ** 2
  let width = median(errors) / MEDIAN_OF_NORMAL ** 2 + floor ** 2
  for (let step = 0; step < WIDTH_STEPS; step++) {
    let sum = 0
    for (const error of errors) sum += error * weightOf(error, width)
    const next = sum / errors.length + floor ** 2
    const isSettled = Math.abs(next - width) < 1e-4 * width
    width = next
    if (isSettled) break
  }
  return width
}

function tailedBits(errors: Float64Array, width: number): number {
  let sum = 0
  for (const error of errors) sum += Math.log2(1 + error / (DEGREES * width))
  return errors.length * (PEAK_BITS - NORMAL_BITS + 0.5 * Math.log2(width)) + ((DEGREES + 1) / 2) * sum
}
