import { chiSquareTail } from '../../numeric/chiSquare.ts'
import { constrainedLogDeterminant } from './constrainedFit.ts'
import { logDeterminant, noiseCovariance } from './noiseCovariance.ts'
import type { FreeCoefficient } from './reciprocity.ts'
import { fitFreely, type FreeFit, type Response } from './response.ts'

export interface LikelihoodRatio {
  /** χ² of the narrower model against the wider one. */
  readonly statistic: number
  readonly degrees: number
  readonly pValue: number
}

/** How much worse the fluxes are explained when the relations are imposed; null where rows are too few to tell. */
export function testRelations(
  response: Response,
  free: FreeFit,
  relations: readonly FreeCoefficient[]
): LikelihoodRatio | null {
  const linear = response.columns.length - response.further.length
  const degrees = response.d * linear - relations.length
  const difference = constrainedLogDeterminant(response, free, relations) - freeLogDeterminant(response, free)
  const { n, d, columns } = response
  // of the corrections for small samples the one that Wilks' Λ has, with about d/2 equations in each relation
  return ratio((n - columns.length - d / 2) * difference, degrees)
}

/**
 * Whether columns of the wider response explain more than the narrower one does; both have the same fluxes and rows.
 *
 * Source: M. S. Bartlett (1938), doi:10.1017/S0305004100019897: χ² of Wilks' Λ in small samples.
 */
export function testColumns(narrow: Response, wide: Response): LikelihoodRatio | null {
  const free = fitFreely(wide)
  if (free === null) return null
  const more = wide.columns.length - narrow.columns.length
  const fewer = narrow.columns.length === 0 ? null : fitFreely(narrow)
  if (narrow.columns.length > 0 && fewer === null) return null
  const residuals = fewer?.residuals ?? wide.flux
  const { n, d, weights } = wide
  const before = logDeterminant(noiseCovariance(residuals, wide.flux, weights, n))
  const factor = n - wide.columns.length - (d - more + 1) / 2
  return ratio(factor * (before - freeLogDeterminant(wide, free)), d * more)
}

function freeLogDeterminant({ flux, weights, n }: Response, { residuals }: FreeFit): number {
  return logDeterminant(noiseCovariance(residuals, flux, weights, n))
}

function ratio(statistic: number, degrees: number): LikelihoodRatio | null {
  if (!Number.isFinite(statistic) || degrees <= 0) return null
  return { statistic: Math.max(0, statistic), degrees, pValue: chiSquareTail(statistic, degrees) }
}
