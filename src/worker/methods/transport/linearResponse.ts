import type { Matrix } from 'ml-matrix'
import type { Random } from '../../numeric/random.ts'
import { constrainedLogDeterminant, fitConstrained, type ConstrainedFit } from './constrainedFit.ts'
import { crossValidate, type CrossValidation } from './crossValidation.ts'
import { nonlinearTerms, offsetTerm } from './furtherTerms.ts'
import { testColumns, testRelations, type LikelihoodRatio } from './likelihoodRatio.ts'
import { noiseCovariance, shrinkCorrelations } from './noiseCovariance.ts'
import { reciprocalCoefficients, type FreeCoefficient } from './reciprocity.ts'
import { buildResponse, fitFreely, scalesOf, type FreeFit, type Response, type Scales } from './response.ts'
import { unevenWeights } from './rowWeights.ts'
import type { TransportTable } from './transportTable.ts'

/** Level at which an offset or a curved response is believed: the further terms cost precision. */
const FURTHER_LEVEL = 1e-3

/** Level below which an asymmetry is looked at with further powers of the field, and how many. */
const DOUBTFUL = 0.05
const POWERS_MORE = 3

/** What the data say of J = L X. */
export interface LinearResponse {
  readonly response: Response
  readonly scales: Scales
  readonly free: FreeFit
  readonly fit: ConstrainedFit
  readonly relations: readonly FreeCoefficient[]
  /** Covariance of the noise between the scaled fluxes. */
  readonly noise: Matrix
  /** The forces against no forces at all. */
  readonly association: LikelihoodRatio | null
  /** The relations against none; null where they say nothing that the rows could deny. */
  readonly asymmetry: LikelihoodRatio | null
  readonly offset: LikelihoodRatio | null
  readonly nonlinear: LikelihoodRatio | null
  readonly crossValidation: CrossValidation | null
  /** The noise grows with the fluxes, and rows are weighted for it. */
  readonly isUneven: boolean
}

export interface ResponseSettings {
  readonly maxDegree: number
  readonly random: Random
  shouldStop(): boolean
  count(evaluations: number, nodeEvaluations: number): void
}

/** Chooses the powers of the field, the weights and the further terms, and fits; null where the forces are not independent. */
export function fitLinearResponse(table: TransportTable, settings: ResponseSettings): LinearResponse | null {
  const scales = scalesOf(table)
  const degree = chooseDegree(table, scales, settings)
  if (degree === null) return null
  const plain = addFurtherTerms(table, scales, buildResponse(table, scales, degree, [], table.weights))
  // after the further terms, for a bend that is not fitted looks like noise that grows
  const uneven = unevenWeights(plain.response)
  const { response, offset, nonlinear } =
    uneven === null ? plain : addFurtherTerms(table, scales, buildResponse(table, scales, degree, [], uneven))
  const free = fitFreely(response)
  if (free === null) return null
  settings.count(1, response.n * response.d * response.columns.length)
  const relations = relationsOf(table, degree)
  const degreesLeft = response.n - response.columns.length
  const { flux, weights } = response
  const noise = shrinkCorrelations(noiseCovariance(free.residuals, flux, weights, degreesLeft), degreesLeft)
  const nothing = { ...response, columns: response.further.map(({ values }) => values) }
  return {
    response,
    scales,
    free,
    fit: fitConstrained(response, free, relations, noise),
    relations,
    noise,
    association: testColumns(nothing, response),
    asymmetry: testReciprocity(table, scales, response, free),
    offset,
    nonlinear,
    crossValidation: crossValidate(response, relations, noise, settings.random, () => settings.shouldStop()),
    isUneven: uneven !== null
  }
}

/** In a field that is the same in all rows, L(B) and L(−B) cannot be compared: then nothing is related. */
export function relationsOf(table: TransportTable, degree: number): readonly FreeCoefficient[] {
  if (!hasSteadyField(table)) return reciprocalCoefficients(degree, table.parity)
  return table.parity.flatMap((_, i) => table.parity.map((__, j): FreeCoefficient => [{ k: 0, i, j, sign: 1 }]))
}

/** A field is there, and it is the same and not zero in all rows. */
export function hasSteadyField({ field }: TransportTable): boolean {
  return field !== null && field.values[0] !== 0 && field.values.every((value) => value === field.values[0])
}

/**
 * The relations at the chosen power of the field, and at higher ones where the data object: powers that are missing must
 * not pass for an asymmetry.
 */
function testReciprocity(
  table: TransportTable,
  scales: Scales,
  response: Response,
  free: FreeFit
): LikelihoodRatio | null {
  let best = testRelations(response, free, relationsOf(table, response.degree))
  if (table.field === null || hasSteadyField(table)) return best
  for (let more = 1; more <= POWERS_MORE && best !== null && best.pValue < DOUBTFUL; more++) {
    const degree = response.degree + more
    const higher = buildResponse(table, scales, degree, response.further, response.weights)
    const freeHigher = fitFreely(higher)
    const test = freeHigher === null ? null : testRelations(higher, freeHigher, relationsOf(table, degree))
    if (test !== null && test.pValue > best.pValue) best = test
  }
  return best
}

/** The power of the field that Schwarz's criterion prefers, under the relations; null where no fit is possible. */
function chooseDegree(table: TransportTable, scales: Scales, settings: ResponseSettings): number | null {
  const different = new Set(table.field?.values.slice(0, 10_000)).size
  const highest = table.field === null ? 0 : Math.min(settings.maxDegree, Math.max(0, different - 1))
  let best: { degree: number; score: number } | null = null
  for (let degree = 0; degree <= highest; degree++) {
    const response = buildResponse(table, scales, degree, [], table.weights)
    const free = fitFreely(response)
    if (free === null) break
    const relations = relationsOf(table, degree)
    const fit = constrainedLogDeterminant(response, free, relations)
    const score = table.n * fit + relations.length * Math.log(table.n)
    if (best === null || score < best.score) best = { degree, score }
  }
  return best?.degree ?? null
}

function addFurtherTerms(table: TransportTable, scales: Scales, linear: Response) {
  const add = (response: Response, further: Response['further']): Response => ({
    ...response,
    columns: [...response.columns, ...further.map(({ values }) => values)],
    further: [...response.further, ...further]
  })
  const withOffset = add(linear, [offsetTerm(table)])
  const curves = nonlinearTerms(table, scales)
  // a curved response also has a mean, so that curvature is looked for beside an offset
  const nonlinear = curves.length === 0 ? null : testColumns(withOffset, add(withOffset, curves))
  const isCurved = nonlinear !== null && nonlinear.pValue < FURTHER_LEVEL
  const bent = isCurved ? add(linear, curves) : linear
  const offset = testColumns(bent, add(bent, [offsetTerm(table)]))
  const isOffset = offset !== null && offset.pValue < FURTHER_LEVEL
  return { response: isOffset ? add(bent, [offsetTerm(table)]) : bent, offset, nonlinear }
}
