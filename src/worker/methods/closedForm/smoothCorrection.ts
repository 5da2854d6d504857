import { leastSquares } from '../../numeric/leastSquares.ts'
import { signPattern } from '../signPattern.ts'
import type { TrainingSample } from '../trainingSample.ts'
import { polynomialColumns, type PolynomialColumns } from './polynomialColumns.ts'

/** What a smooth surface adds to a law that is only nearly right. */
export interface SmoothCorrection {
  /** The corrected values; `law` are those of the law on the same rows. */
  readonly apply: (law: Float64Array, x: readonly Float64Array[]) => Float64Array
  /** Variance about the corrected law. */
  readonly variance: number
  /** Whether that is clearly less than about the law. */
  readonly isWorth: boolean
}

/** How a law looks beside its smooth correction. */
export interface SmoothFit {
  /** Null where a correction is not worth its numbers. */
  readonly correction: SmoothCorrection | null
  /** Whether degrees more stop taking away what they should, as where only noise is left; null where rows are too few. */
  readonly isRough: boolean | null
}

/** Rows that each number of the surface needs. */
const ROWS_PER_NUMBER = 8
/** A surface has to take away so much of the variance to be there. */
const WORTH = 0.97
const STEPS = 6
/** A degree more takes away less than so much of noise; of a law it takes away most. */
const ROUGH = 0.9
/** Surfaces of a lower degree do not follow laws well enough to tell. */
const LEAST_DEGREE = 2
/**
 * What a degree more leaves of a law shrinks about as much with every degree: where it is so large, and so many times
 * what the degree before it left, there is noise beneath.
 */
const LARGE_SHARE = 0.35
const MUCH_LARGER = 1.6
/** The surface may change a law by a factor of e^±2; where it asks for more, nothing is right about it. */
const MOST = 2

/** The correction with as many numbers as the rows can bear, and what it gains on one of a degree less. */
export function smoothFit(sample: TrainingSample, law: Float64Array): SmoothFit {
  const { x, n } = sample
  const largest = polynomialColumns(x, [...x.keys()], Math.floor(n / ROWS_PER_NUMBER))
  const smaller = polynomialColumns(x, [...x.keys()], largest.size - 1)
  const correction = smoothCorrection(sample, law, largest)
  const before = smoothCorrection(sample, law, smaller)
  const first = before && smoothCorrection(sample, law, polynomialColumns(x, [...x.keys()], smaller.size - 1))
  const isRough =
    smaller.degree < LEAST_DEGREE
      ? null
      : before !== null &&
        correction !== null &&
        looksRough(correction.variance / before.variance, first && before.variance / first.variance)
  return { correction: correction?.isWorth === true ? correction : before?.isWorth === true ? before : null, isRough }
}

/** @param previous null where there is no lower degree */
function looksRough(share: number, previous: number | null): boolean {
  return share > ROUGH || (previous !== null && share > LARGE_SHARE && share > MUCH_LARGER * previous)
}

/**
 * A polynomial of the inputs that corrects a law towards the mean of the data: in its exponent where the law has one
 * sign, by the working response of a model with log link, else as an addition.
 *
 * Source: P. McCullagh, J. A. Nelder, "Generalized Linear Models", 2nd ed. (1989), §2.5, doi:10.1007/978-1-4899-3242-6.
 */
function smoothCorrection(
  { x, y, weights, n }: TrainingSample,
  law: Float64Array,
  polynomials: PolynomialColumns
): SmoothCorrection | null {
  if (polynomials.size <= 1) return null
  const columns = polynomials.at(x)
  const isFactor = signPattern(law) !== 'mixed'
  const combine = (values: Float64Array, surface: Float64Array): Float64Array =>
    values.map((value, i) => (isFactor ? value * Math.exp(clip(surface[i]!, MOST)) : value + surface[i]!))
  const variance = (fitted: Float64Array, numbers: number): number =>
    fitted.reduce((sum, value, i) => sum + (weights?.[i] ?? 1) * (y[i]! - value) ** 2, 0) / (n - numbers)

  let best: { readonly coefficients: Float64Array; readonly variance: number } | null = null
  let surface: Float64Array = new Float64Array(n)
  for (let step = 0; step < (isFactor ? STEPS : 1); step++) {
    const fitted = combine(law, surface)
    const response = fitted.map((value, i) =>
      isFactor ? surface[i]! + clip(y[i]! / value - 1, 1) : surface[i]! + y[i]! - value
    )
    const size = (value: number) => (isFactor ? value * value : 1)
    const fit = leastSquares(
      columns,
      response,
      fitted.map((value, i) => (weights?.[i] ?? 1) * size(value))
    )
    if (fit === null) break
    surface = linear(columns, fit.coefficients)
    const left = variance(combine(law, surface), columns.length)
    if (best !== null && !(left < best.variance)) break
    best = { coefficients: fit.coefficients, variance: left }
  }
  if (best === null) return null
  const { coefficients } = best
  return {
    variance: best.variance,
    isWorth: best.variance < WORTH * variance(law, 0),
    apply: (values, at) => combine(values, linear(polynomials.at(at), coefficients))
  }
}

function linear(columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const sum = new Float64Array(columns[0]!.length)
  columns.forEach((column, k) => {
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + coefficients[k]! * column[i]!
  })
  return sum
}

function clip(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value))
}
