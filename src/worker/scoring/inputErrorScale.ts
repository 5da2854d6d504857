import { evaluator } from '../kernel/evaluator.ts'
import { standardDeviation } from '../numeric/statistics.ts'
import { LARGEST_RESIDUAL } from './gaussianScale.ts'
import type { MeasuredInputs, NoiseScale, ValuesAt } from './noiseScale.ts'
import { weightBits } from './squaredErrors.ts'

const HALVINGS = 60

/** An input with errors, and the columns with it moved by them, down and up. */
interface MovedInput {
  readonly j: number
  readonly errors: Float64Array
  readonly down: readonly Float64Array[]
  readonly up: readonly Float64Array[]
}

/**
 * A scale of normal noise with the errors of the inputs counted as well: what a formula makes of them adds to the
 * variance of a row, σᵢ² = σ_y² + Σⱼ (∂f/∂xⱼ · σⱼ)² (effective variance). The slope is that of the chord between x − σ
 * and x + σ. Fitted is at the likeliest true inputs, so that a slope does not come out too small (York). Where σ_y is
 * not given it is what makes χ² equal to the number of rows (Paule and Mandel).
 *
 * Sources: D. York et al., "Unified equations for the slope, intercept, and standard errors of the best straight line"
 * (2004), doi:10.1119/1.1632486; M. Lybanon, "A better least-squares method when both variables have uncertainties"
 * (1984), doi:10.1119/1.13822; R. C. Paule and J. Mandel, "Consensus values and weighting factors" (1982),
 * doi:10.6028/jres.087.022.
 */
export function withInputErrors(scale: NoiseScale, { x, errors }: MeasuredInputs): NoiseScale {
  const moved = errors.flatMap((ofInput, j) => (ofInput === null ? [] : [moveInput(x, j, ofInput)]))
  const most = (LARGEST_RESIDUAL * standardDeviation(scale.y)) ** 2
  const ownWeight = (row: number) => scale.weights?.[row] ?? 1
  return {
    ...scale,
    countsInputErrors: moved.length > 0,
    reweigh: (at) => {
      const reaches = moved.map((input) => reachOf(input, at, scale.y.length))
      const through = sumOfSquares(reaches, scale.y.length, most)
      const own = scale.knownVariance ?? ownVariance(at, scale, through)
      const variances = through.map((variance, row) => own / ownWeight(row) + variance)
      // a row of weight 1 has the known variance, or a typical one
      const unit = scale.knownVariance ?? geometricMean(variances)
      const weights = variances.map((variance) => unit / variance)
      return { weights, moved: likeliestInputs(at, scale.y, x, moved, reaches, variances) }
    },
    rowBits: (weights, rows) => {
      if (weights === null) return 0
      const pick = (values: Float64Array) => (rows === null ? values : Float64Array.from(rows, (row) => values[row]!))
      return weightBits(pick(weights)) - weightBits(scale.weights && pick(scale.weights))
    }
  }
}

function moveInput(x: readonly Float64Array[], j: number, errors: Float64Array): MovedInput {
  const by = (sign: number) =>
    x.map((values, k) => (k === j ? values.map((value, row) => value + sign * errors[row]!) : values))
  return { j, errors, down: by(-1), up: by(1) }
}

/** How far the standard error of an input moves the value of the formula, by row; NaN where it has none. */
function reachOf({ down, up }: MovedInput, { program, params }: ValuesAt, n: number): Float64Array {
  const low = new Float64Array(n)
  const high = new Float64Array(n)
  evaluator.evaluate(program, down, params, low)
  evaluator.evaluate(program, up, params, high)
  return high.map((value, row) => (value - low[row]!) / 2)
}

/** By row, and at most `most`: so much where the formula has no value within the errors. */
function sumOfSquares(reaches: readonly Float64Array[], n: number, most: number): Float64Array {
  return Float64Array.from({ length: n }, (_, row) => {
    const sum = reaches.reduce((total, reach) => total + reach[row]! ** 2, 0)
    // written so that NaN counts as the most
    return sum < most ? sum : most
  })
}

/** σ_y² of a row of weight 1 by which χ² of the rows of the fit equals their number; that of rounding where it is less. */
function ownVariance({ values, rows }: ValuesAt, scale: NoiseScale, through: Float64Array): number {
  const errors = scale.errors(values, rows, null)
  const least = scale.floor ** 2
  const isTooSmall = (own: number) => {
    let chiSquare = 0
    errors.forEach((error, k) => {
      const row = rows === null ? k : rows[k]!
      chiSquare += error / (own + (scale.weights?.[row] ?? 1) * through[row]!)
    })
    return chiSquare > errors.length
  }
  if (!isTooSmall(least)) return least
  let low = Math.log(least)
  let high = Math.log(errors.reduce((sum, error) => sum + error, 0) + least)
  for (let step = 0; step < HALVINGS && high - low > 1e-6; step++) {
    const middle = (low + high) / 2
    if (isTooSmall(Math.exp(middle))) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

/** Each input moved to where it most likely was, and the target by what that makes of the formula's linear part. */
function likeliestInputs(
  { values, rows }: ValuesAt,
  y: Float64Array,
  x: readonly Float64Array[],
  moved: readonly MovedInput[],
  reaches: readonly Float64Array[],
  variances: Float64Array
): { readonly x: readonly Float64Array[]; readonly y: Float64Array } {
  const columns = [...x]
  const target = y.slice()
  moved.forEach(({ j, errors }, k) => {
    const column = x[j]!.slice()
    values.forEach((value, at) => {
      const row = rows === null ? at : rows[at]!
      const reach = reaches[k]![row]!
      const steps = (reach * (y[row]! - value)) / variances[row]!
      if (!Number.isFinite(steps)) return
      column[row] = column[row]! + errors[row]! * steps
      target[row] = target[row]! + reach * steps
    })
    columns[j] = column
  })
  return { x: columns, y: target }
}

function geometricMean(values: Float64Array): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}
