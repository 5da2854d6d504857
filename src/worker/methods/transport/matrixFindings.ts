import type { FindingDraft } from '../../../shared/domain/finding.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { dissipationSpectrum } from './dissipation.ts'
import { transportEvidence } from './evidence.ts'
import { hasSteadyField, type LinearResponse } from './linearResponse.ts'
import { coefficientMatrices, type CoefficientMatrix } from './matrices.ts'
import { checkSecondLaw } from './secondLaw.ts'
import { transportMetrics } from './transportMetrics.ts'
import type { TransportTable } from './transportTable.ts'
import { pValueWords, isAsymmetric, transportWarnings } from './warnings.ts'

/** L without a field first, then one matrix for each power of the field. */
export function matrixFindings(table: TransportTable, result: LinearResponse, isProjected: boolean): FindingDraft[] {
  const matrices = coefficientMatrices(result)
  const secondLaw = checkSecondLaw(table, result)
  const spectrum = dissipationSpectrum(matrices[0]!.related, result.scales.force)
  const takesProjection = isProjected && secondLaw.smallest < 0
  const common = { kind: 'matrix', rows: table.fluxes.map(({ name }) => name), columns: table.forces.map(({ name }) => name) } as const // prettier-ignore
  const main: FindingDraft = {
    ...common,
    key: 'transport',
    title: title(table, result),
    summary: summary(table, result),
    metrics: transportMetrics(table, result, secondLaw),
    warnings: transportWarnings(table, result, matrices, secondLaw, takesProjection),
    evidence: transportEvidence(table, result, matrices, spectrum),
    matrix: takesProjection ? spectrum.projected : matrices[0]!.related,
    standardErrors: matrices[0]!.standardErrors,
    rawMatrix: matrices[0]!.raw
  }
  return [main, ...matrices.slice(1).map((matrix) => fieldFinding(table, matrix, common))]
}

function title(table: TransportTable, result: LinearResponse): string {
  if (hasSteadyField(table)) return 'J = L X, estimated freely: the field is steady'
  const relation = table.parity.every((sign) => sign === table.parity[0]) ? 'symmetric' : 'reciprocal'
  if (isAsymmetric(result)) return `J = L X, but the data are not ${relation}`
  return table.field === null ? `J = L X with a ${relation} L` : `J = L X with L(${table.field.variable.name}) = Lᵀ(−${table.field.variable.name})` // prettier-ignore
}

function summary(table: TransportTable, { asymmetry, crossValidation, response }: LinearResponse): string {
  const d = response.d
  const first = `The ${d} × ${d} matrix of transport coefficients comes from ${table.n} rows, by generalised least squares under the reciprocal relations.`
  const second =
    asymmetry === null
      ? 'The rows do not allow a test of the relations.'
      : `Chance makes the raw matrix as asymmetric as it is with ${pValueWords(asymmetry.pValue)}.`
  if (crossValidation === null) return `${first} ${second}`
  const { raw, related } = crossValidation
  if (raw === 0 && related === 0) return `${first} ${second} Unseen rows are predicted to rounding.`
  const better = related <= raw ? 'no larger' : 'larger'
  return `${first} ${second} On unseen rows its error is ${formatNumber(related, 4)} times the noise, ${better} than the ${formatNumber(raw, 4)} of the raw one.`
}

function fieldFinding(
  table: TransportTable,
  { power, related, raw, standardErrors }: CoefficientMatrix,
  common: Pick<Extract<FindingDraft, { kind: 'matrix' }>, 'kind' | 'rows' | 'columns'>
): FindingDraft {
  const name = table.field!.variable.name
  const isOdd = power % 2 === 1
  return {
    ...common,
    key: `transport-${power}`,
    title: `Coefficients of ${name}^${power}`,
    summary: `What L gains with ${name}^${power}: the reciprocal relations make it ${isOdd ? 'antisymmetric' : 'symmetric'} between variables of the same parity.`,
    metrics: { fieldPower: power },
    warnings: [],
    evidence: [],
    matrix: related,
    standardErrors,
    rawMatrix: raw
  }
}
