import { apply } from '../../shared/domain/expr.ts'
import { standardDeviation } from '../numeric/statistics.ts'
import { logScaleBits, residualBits } from './descriptionLength.ts'
import type { NoiseScale, ScaleData } from './noiseScale.ts'
import { cappedSquares, meanOf, weightBits } from './squaredErrors.ts'
import { roundingOf } from './roundingOf.ts'

/** In spreads of y. */
export const LARGEST_RESIDUAL = 100
const LARGEST_LOG_RESIDUAL = 20

/** Normal noise of equal width in all rows, or of widths in known proportion: y = f + σ·ε. */
export function gaussianScale({ y, weights, knownVariance }: ScaleData): NoiseScale {
  const spread = standardDeviation(y)
  const floor = additiveFloor(y, spread)
  return {
    noise: 'additive',
    y,
    weights,
    reweigh: null,
    knownVariance,
    countsInputErrors: false,
    errorFactor: 1,
    floor,
    offset: weightBits(weights),
    wrap: (form) => form,
    unwrap: () => undefined,
    errors: (values, rows, own) => cappedSquares(values, rows, y, own ?? weights, LARGEST_RESIDUAL * spread),
    rowBits: () => 0,
    bits: (errors) => residualBits(errors.length, meanOf(errors), floor, knownVariance),
    width: meanOf
  }
}

/** Residuals of y below this are rounding: of the last digit written, or of the arithmetic. */
export function additiveFloor(y: Float64Array, spread: number): number {
  return Math.max(roundingOf(y) / Math.sqrt(12), 1e-9 * spread, 1e-14 * largestOf(y))
}

/** Noise in proportion to the value: log y = log f + σ·ε. The target has one sign. */
export function logarithmicScale({ y, weights, knownVariance }: ScaleData): NoiseScale {
  const sign = y[0]! < 0 ? -1 : 1
  const logarithms = y.map((value) => Math.log(sign * value))
  // σ(log y) = σ(y)/|y|
  const logWeights = weights?.map((weight, i) => weight * y[i]! * y[i]!) ?? null
  const floor = Math.max(roundingOf(y) / Math.sqrt(12) / largestOf(y), 1e-9)
  return {
    noise: 'multiplicative',
    y: logarithms,
    weights: logWeights,
    reweigh: null,
    knownVariance,
    countsInputErrors: false,
    errorFactor: 1,
    floor,
    offset: logScaleBits(y) + weightBits(logWeights),
    wrap: (form) => apply('log', sign < 0 ? apply('neg', form) : form),
    unwrap: (values) => {
      for (let i = 0; i < values.length; i++) values[i] = sign * Math.exp(values[i]!)
    },
    errors: (values, rows, own) => cappedSquares(values, rows, logarithms, own ?? logWeights, LARGEST_LOG_RESIDUAL),
    rowBits: () => 0,
    bits: (errors) => residualBits(errors.length, meanOf(errors), floor, knownVariance),
    width: meanOf
  }
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
