import type { NoiseFit } from '../../shared/domain/law.ts'
import type { FittedForm } from './fitForm.ts'

/** Residuals beyond this many widths are outliers: of normal noise one row in 15 000. */
export const FAR = 4
/** Standard deviations, of √(2/n), within which χ²/ν is 1. */
const CHI_SQUARE_REACH = 3

/** What the residuals of a fit say of the noise. */
export function noiseFit({ errors, scale, variance }: FittedForm): NoiseFit {
  const isKnown = scale.knownVariance !== null
  return {
    width: Math.sqrt(variance),
    reducedChiSquare: isKnown ? variance / scale.knownVariance : null,
    outliers: scale.noise === 'robust' ? errors.filter((error) => error > FAR ** 2 * variance).length : 0,
    ...(scale.countsInputErrors && { countsInputErrors: true })
  }
}

/** Whether the residuals of n rows are no larger than what the errors of measurement, or the counts, let expect. */
export function isWithinErrors(reducedChiSquare: number, n: number): boolean {
  return reducedChiSquare <= 1 + CHI_SQUARE_REACH * Math.sqrt(2 / n)
}
