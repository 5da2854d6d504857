import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { fluxPlots } from './evidence.ts'
import type { LinearResponse } from './linearResponse.ts'
import type { TransportTable } from './transportTable.ts'
import { transportMetrics } from './transportMetrics.ts'
import { pValueWords } from './warnings.ts'

/** The answer where the fluxes do not follow the forces. */
export function nothingFound(table: TransportTable, result: LinearResponse): FindingDraft {
  const { association, nonlinear } = result
  const isCurved = nonlinear !== null && nonlinear.pValue < 1e-3
  return {
    kind: 'nothing',
    key: 'transport',
    title: 'The fluxes do not follow the forces',
    summary:
      `No linear relation J = L X is seen in ${table.n} rows: forces that have nothing to do with the fluxes ` +
      `explain as much with ${pValueWords(association?.pValue ?? 1)}.`,
    metrics: transportMetrics(table, result, null),
    warnings: isCurved ? ['The fluxes depend on squares or cubes of the forces: the response is not linear.'] : [],
    evidence: fluxPlots(table, result)
  }
}
