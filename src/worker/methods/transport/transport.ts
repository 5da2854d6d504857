import type { FindingDraft } from '../../../shared/domain/finding.ts'
import type { MethodOptions } from '../../../shared/domain/method.ts'
import type { Observations } from '../../../shared/domain/observations.ts'
import type { InvestigationContext, TableMethod } from '../method.ts'
import { descriptor } from './descriptor.ts'
import { fitLinearResponse } from './linearResponse.ts'
import { scalesOf, buildResponse, fitFreely } from './response.ts'
import { nothingFound } from './nothingFound.ts'
import { matrixFindings } from './matrixFindings.ts'
import { readTransportTable } from './transportTable.ts'

/** Fluxes that have nothing to do with the forces come so far by chance once in a hundred tables. */
const ASSOCIATED = 0.01

/**
 * J = L X by generalised least squares under Onsager's and Casimir's relations, with the tests that tell whether the data
 * agree: symmetry, linearity, offsets, the second law.
 */
export const transport: TableMethod = { kind: 'table', descriptor, accepts, investigate }

function accepts(observations: Observations, options: MethodOptions): true | string {
  const table = readTransportTable(observations, options)
  if (typeof table === 'string') return table
  const plain = buildResponse(table, scalesOf(table), 0, [], table.weights)
  if (fitFreely(plain) !== null) return true
  const names = table.forces.map(({ name }) => name).join(', ')
  return `The forces ${names} depend on each other in all rows, so that their coefficients cannot be told apart: vary them one by one.`
}

function* investigate(
  observations: Observations,
  options: MethodOptions,
  context: InvestigationContext
): Generator<FindingDraft> {
  const table = readTransportTable(observations, options)
  if (typeof table === 'string' || context.control.shouldStop()) return
  const result = fitLinearResponse(table, {
    maxDegree: Number(options.fieldDegree),
    random: context.random,
    shouldStop: () => context.control.shouldStop(),
    count: context.count
  })
  if (result === null) return
  if (result.association !== null && result.association.pValue > ASSOCIATED) {
    yield nothingFound(table, result)
    return
  }
  yield* matrixFindings(table, result, options.secondLaw === true)
}
