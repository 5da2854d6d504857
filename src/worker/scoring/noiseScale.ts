import type { Expr } from '../../shared/domain/expr.ts'
import type { NoiseModel } from '../../shared/domain/law.ts'
import type { Program } from '../kernel/program.ts'
import { gaussianScale, logarithmicScale } from './gaussianScale.ts'
import { withInputErrors } from './inputErrorScale.ts'
import { poissonScale } from './poissonScale.ts'
import { robustScale } from './robustScale.ts'

/** What a fit by least squares sees under a noise model, and what the model says of the errors that are left. */
export interface NoiseScale {
  readonly noise: NoiseModel
  /** Values to be fitted: y, or log|y|. */
  readonly y: Float64Array
  /** Weights of the squared residuals before anything is fitted, or null for equal ones. */
  readonly weights: Float64Array | null
  /** What to fit next, given what the formula says; null where it does not depend on that. */
  readonly reweigh: ((at: ValuesAt) => Reweighed) | null
  /** Squared width of the noise in a row of weight 1 where it is known beforehand, else null. */
  readonly knownVariance: number | null
  /** True where what a formula makes of the errors of its inputs adds to the noise. */
  readonly countsInputErrors: boolean
  /** Standard errors of weighted least squares are to be multiplied by this. */
  readonly errorFactor: number
  /** Residuals below this are nothing but rounding: of the digits in the file, and of the arithmetic. */
  readonly floor: number
  /** Bits of the rows that do not depend on the formula, so that the models compare: all give a density of y. */
  readonly offset: number
  /** What is fitted for a form of y: the form, or its logarithm. */
  wrap(form: Expr): Expr
  /** Turns values of the wrapped form into values of the form, in place. */
  unwrap(values: Float64Array): void
  /**
   * Squared errors of values of the wrapped form, one for each of `rows`, in the measure of the model (for counts the
   * deviance). A value that is no number or hopeless counts as the largest: one pole must not hide the other rows.
   * @param weights of the fit that the values come from, by row of the table
   */
  errors(values: Float64Array, rows: Uint32Array | null, weights: Float64Array | null): Float64Array
  /** Bits by which the weights of a fit describe rows less exactly than `weights` do: what a formula makes of its inputs' errors. */
  rowBits(weights: Float64Array | null, rows: Uint32Array | null): number
  /** Bits of rows with these errors, whose width they set themselves where it is not known. */
  bits(errors: Float64Array): number
  /** Squared width of the errors; outliers do not add to it where the model expects them. */
  width(errors: Float64Array): number
}

/** What is fitted in one round, by row of the table. */
export interface Reweighed {
  readonly weights: Float64Array
  /** Where errors of inputs are given: the inputs as the formula would have them, and what it should give there. */
  readonly moved: { readonly x: readonly Float64Array[]; readonly y: Float64Array } | null
}

/** Values of a wrapped form at some rows. */
export interface ValuesAt {
  readonly program: Program
  readonly params: Float64Array
  /** One for each of `rows`. */
  readonly values: Float64Array
  /** Null means all rows. */
  readonly rows: Uint32Array | null
}

/** The table that a scale is made for. */
export interface ScaleData {
  readonly y: Float64Array
  /** Relative weights of the rows, or null for equal ones. */
  readonly weights: Float64Array | null
  /** Variance of a row of weight 1 where the standard errors of the target are given, else null. */
  readonly knownVariance: number | null
  /** The inputs with their standard errors by row, null for an exact one; absent where all are exact. */
  readonly measured?: MeasuredInputs
}

export interface MeasuredInputs {
  readonly x: readonly Float64Array[]
  readonly errors: readonly (Float64Array | null)[]
}

/** The scale on which errors are alike for all rows under a noise model. Only normal noise knows of errors of inputs. */
export function noiseScale(data: ScaleData, noise: NoiseModel): NoiseScale {
  const measured = (scale: NoiseScale) => (data.measured === undefined ? scale : withInputErrors(scale, data.measured))
  switch (noise) {
    case 'additive':
      return measured(gaussianScale(data))
    case 'multiplicative':
      return measured(logarithmicScale(data))
    case 'poisson':
      return poissonScale(data)
    case 'robust':
      return robustScale(data)
  }
}
