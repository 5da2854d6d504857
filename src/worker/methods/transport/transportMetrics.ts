import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { LinearResponse } from './linearResponse.ts'
import type { SecondLaw } from './secondLaw.ts'
import type { TransportTable } from './transportTable.ts'

/** The figures of a transport finding under the names that scripts read. */
export function transportMetrics(
  table: TransportTable,
  { response, free, association, asymmetry, offset, nonlinear, crossValidation }: LinearResponse,
  secondLaw: SecondLaw | null
): FindingDraft['metrics'] {
  return {
    rows: table.n,
    fieldDegree: table.field === null ? null : response.degree,
    rSquared: explainedShare(response.flux, free.residuals),
    associationPValue: association?.pValue ?? null,
    asymmetryStatistic: asymmetry?.statistic ?? null,
    asymmetryDegrees: asymmetry?.degrees ?? null,
    asymmetryPValue: asymmetry?.pValue ?? null,
    crossValidatedRaw: crossValidation?.raw ?? null,
    crossValidatedSymmetric: crossValidation?.related ?? null,
    offsetPValue: offset?.pValue ?? null,
    nonlinearPValue: nonlinear?.pValue ?? null,
    smallestEigenvalue: secondLaw?.smallest ?? null,
    smallestEigenvalueError: secondLaw?.smallestError ?? null,
    negativeDissipationRate: secondLaw?.negativeRows ?? null
  }
}

/** Mean over the fluxes of the share of their squares that the forces explain. */
function explainedShare(flux: readonly Float64Array[], residuals: readonly Float64Array[]): number {
  const squares = (values: Float64Array) => values.reduce((sum, value) => sum + value * value, 0)
  const shares = flux.map((values, i) => 1 - squares(residuals[i]!) / (squares(values) || 1))
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}
