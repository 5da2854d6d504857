import type { NoiseFit } from '../../shared/domain/law.ts'
import type { FittedForm } from './fitForm.ts'

/** Residuals beyond this many widths are outliers: of normal noise one row in 15 000. */
const FAR = 4

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
