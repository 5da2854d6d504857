import { apply, type Expr } from '../../shared/domain/expr.ts'
import type { NoiseModel } from '../../shared/domain/law.ts'

/** A target of one sign over more than this ratio may have multiplicative noise. */
const MIN_RATIO = 10

/** The models worth trying for these values. */
export function noiseModels(y: Float64Array): readonly NoiseModel[] {
  let smallest = Infinity
  let largest = 0
  for (const value of y) {
    smallest = Math.min(smallest, Math.abs(value))
    largest = Math.max(largest, Math.abs(value))
  }
  const hasOneSign = y.every((value) => value > 0) || y.every((value) => value < 0)
  return hasOneSign && largest > MIN_RATIO * smallest ? ['additive', 'multiplicative'] : ['additive']
}

/** What a fit by least squares sees under a noise model: the target itself, or its logarithm. */
export interface FittedScale {
  readonly noise: NoiseModel
  /** Values to be fitted: y, or log|y|. */
  readonly y: Float64Array
  /** Relative weights of the squared residuals, or null for equal ones. */
  readonly weights: Float64Array | null
  /** What is fitted to them for a form of y: the form, or its logarithm. */
  wrap(form: Expr): Expr
  /** Turns values of the wrapped form into values of the form, in place. */
  unwrap(values: Float64Array): void
}

/**
 * The scale on which noise is equal for all rows. Both give a density of y (see logScaleBits), so that their
 * description lengths compare. Under multiplicative noise the target has one sign.
 * @param reliability relative weights of the rows for additive noise, or null
 */
export function fittedScale(y: Float64Array, reliability: Float64Array | null, noise: NoiseModel): FittedScale {
  if (noise === 'additive') {
    return { noise, y, weights: reliability, wrap: (form) => form, unwrap: () => undefined }
  }
  const sign = y[0]! < 0 ? -1 : 1
  return {
    noise,
    y: y.map((value) => Math.log(sign * value)),
    // σ(log y) = σ(y)/|y|
    weights: reliability?.map((weight, i) => weight * y[i]! * y[i]!) ?? null,
    wrap: (form) => apply('log', sign < 0 ? apply('neg', form) : form),
    unwrap: (values) => {
      for (let i = 0; i < values.length; i++) values[i] = sign * Math.exp(values[i]!)
    }
  }
}
