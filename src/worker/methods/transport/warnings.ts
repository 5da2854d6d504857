import { equalDimensions, combineDimensions } from '../../../shared/domain/dimension.ts'
import { formatNumber } from '../../../shared/expression/formatNumber.ts'
import { formatWithError } from '../../../shared/expression/formatWithError.ts'
import { parseUnit } from '../../../shared/expression/units.ts'
import { testRelations } from './likelihoodRatio.ts'
import { hasSteadyField, type LinearResponse } from './linearResponse.ts'
import type { CoefficientMatrix } from './matrices.ts'
import { reciprocalCoefficients } from './reciprocity.ts'
import type { SecondLaw } from './secondLaw.ts'
import type { TransportTable } from './transportTable.ts'

/** Level of the warning: once in a hundred tables that are symmetric in truth. */
const ASYMMETRIC = 0.01
/** A pattern of odd variables is worth naming where the data do not object to it at all. */
const FITS_WELL = 0.05
const MAX_PAIRS_TO_FLIP = 5

/** What the user must not miss. */
export function transportWarnings(
  table: TransportTable,
  result: LinearResponse,
  matrices: readonly CoefficientMatrix[],
  secondLaw: SecondLaw,
  isProjected: boolean
): string[] {
  const { response, nonlinear, offset, isUneven } = result
  const warnings: string[] = []
  if (hasSteadyField(table)) {
    warnings.push(
      `${table.field!.variable.name} is the same in all rows, so that L(B) and L(−B) cannot be compared: the matrix is the one estimated freely. Measure in the opposite field as well.`
    )
  } else if (isAsymmetric(result)) warnings.push(asymmetryWarning(table, result, matrices))
  if (response.further.some(({ kind }) => kind === 'nonlinear')) {
    warnings.push(
      `The response is not linear (${pValueWords(nonlinear!.pValue)}): the fluxes also depend on ${strongestTerms(result)}. L is the linear part beside that.`
    )
  }
  if (response.further.some(({ kind }) => kind === 'offset')) {
    warnings.push(
      `The fluxes do not vanish without forces (${pValueWords(offset!.pValue)}): L is estimated beside a constant for each flux.`
    )
  }
  if (secondLaw.smallest < 0) warnings.push(secondLawWarning(secondLaw, isProjected))
  if (isUneven) warnings.push('The noise grows with the fluxes: rows are weighted for it.')
  return [...warnings, ...unitWarnings(table)]
}

/** The data object to the relations. */
export function isAsymmetric({ asymmetry }: LinearResponse): boolean {
  return asymmetry !== null && asymmetry.pValue < ASYMMETRIC
}

function asymmetryWarning(
  table: TransportTable,
  result: LinearResponse,
  matrices: readonly CoefficientMatrix[]
): string {
  const pairs = matrices.flatMap(({ power, raw, related, rawErrors }) =>
    raw.flatMap((row, i) =>
      row.map((value, j) => ({
        power,
        i,
        j,
        strength: Math.abs(value - related[i]![j]!) / (rawErrors[i]![j]! || Number.MIN_VALUE)
      }))
    )
  )
  const { power, i, j } = pairs.reduce((most, pair) => (pair.strength > most.strength ? pair : most))
  const { raw, rawErrors } = matrices[power]!
  const entry = (a: number, b: number) => `L${a + 1}${b + 1} = ${formatWithError(raw[a]![b]!, rawErrors[a]![b]!)}`
  const where = power === 0 ? '' : ` at power ${power} of ${table.field!.variable.name}`
  const words =
    i === j ? `${entry(i, i)}${where} should be 0` : `${entry(i, j)} and ${entry(j, i)}${where} disagree most`
  return (
    `The asymmetry is significant (${pValueWords(result.asymmetry!.pValue)}): ${words}. ` +
    `The matrix shown obeys the reciprocal relations, and the data do not: prefer the raw one unless you know better. ${oddHint(table, result)}`
  )
}

/** Names a choice of odd variables under which the data are reciprocal. */
function oddHint(table: TransportTable, { response, free }: LinearResponse): string {
  const d = table.parity.length
  if (d <= MAX_PAIRS_TO_FLIP) {
    for (let mask = 1; mask < 2 ** (d - 1); mask++) {
      const flipped = table.parity.map((sign, i) => ((mask >> i) & 1 ? (-sign as 1 | -1) : sign))
      const test = testRelations(response, free, reciprocalCoefficients(response.degree, flipped))
      if (test === null || test.pValue < FITS_WELL) continue
      const odd = table.forces.filter((_, i) => flipped[i] === -1).map(({ name }) => name)
      return `They do obey them with odd=${odd.join(',')}: does that belong to a variable which changes sign with time?`
    }
  }
  const reason = table.field === null ? 'a magnetic field or rotation that is not in the table, ' : ''
  return `Usual reasons: ${reason}fluxes and forces that are not conjugate, or in units that do not match.`
}

function strongestTerms({ response, free, noise }: LinearResponse): string {
  const linear = response.columns.length - response.further.length
  const terms = response.further.flatMap(({ kind, label }, f) => {
    const c = linear + f
    const errors = free.coefficients.map((_, i) => Math.sqrt(noise.get(i, i) * free.inverseGram.get(c, c)))
    const strength = Math.max(...free.coefficients.map((row, i) => Math.abs(row[c]!) / errors[i]!))
    return kind === 'nonlinear' ? [{ label, strength }] : []
  })
  const largest = Math.max(...terms.map(({ strength }) => strength))
  return terms
    .filter(({ strength }) => strength > Math.max(3, 0.2 * largest) || strength === largest)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, 3)
    .map(({ label }) => label)
    .join(', ')
}

function secondLawWarning({ smallest, smallestError, isBroken }: SecondLaw, isProjected: boolean): string {
  const size = `${formatWithError(smallest, smallestError)} of the largest`
  const fact = isBroken
    ? `The dissipation X·J can be negative: the smallest eigenvalue is ${size}, against the second law.`
    : `The smallest eigenvalue is ${size}: negative, though within its error.`
  return `${fact} ${isProjected ? 'The matrix shown is projected onto those that obey it.' : 'The evidence shows the nearest matrix that obeys it; set secondLaw=true to take that.'}`
}

/** J_i X_i must be the same quantity for all pairs, in the same unit, or L_ij and L_ji are not comparable. */
function unitWarnings({ fluxes, forces }: TransportTable): string[] {
  if ([...fluxes, ...forces].some(({ unit, dimension }) => unit === null || dimension === null)) return []
  const products = fluxes.map(({ unit }, i) => {
    const [flux, force] = [parseUnit(unit!), parseUnit(forces[i]!.unit!)]
    return {
      dimension: combineDimensions(flux.dimension, force.dimension),
      factor: flux.factor * force.factor,
      name: `${fluxes[i]!.name}·${forces[i]!.name}`
    }
  })
  const first = products[0]!
  const foreign = products.find(({ dimension }) => !equalDimensions(dimension, first.dimension))
  if (foreign !== undefined) {
    return [`${first.name} and ${foreign.name} have different dimensions: these pairs are not conjugate, and nothing asks for symmetry.`] // prettier-ignore
  }
  const scaled = products.find(({ factor }) => Math.abs(factor / first.factor - 1) > 1e-9)
  if (scaled === undefined) return []
  return [`${first.name} and ${scaled.name} come in different units: bring them to the same one, or the matrix is symmetric only up to a factor.`] // prettier-ignore
}

/** Below the rounding of its tail a p-value is only bounded. */
export function pValueWords(p: number): string {
  return p < 1e-12 ? 'p < 1e-12' : `p = ${formatNumber(p, 2)}`
}
