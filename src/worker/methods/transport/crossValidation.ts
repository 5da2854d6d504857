import type { Matrix } from 'ml-matrix'
import type { Random } from '../../numeric/random.ts'
import { fitConstrained } from './constrainedFit.ts'
import { precisionOf } from './noiseCovariance.ts'
import type { FreeCoefficient } from './reciprocity.ts'
import { fitFreely, residualsOf, type Response } from './response.ts'

const SPLITS = 100
/** Multiplications that all splits together may take. */
const WORK = 3e8
/** Errors so far below the noise are those of arithmetic: the noise has a floor where there is none. */
const ROUNDING = 0.01

export interface CrossValidation {
  /** Root mean square error of unseen fluxes, in units of their noise: estimated freely, and under the relations. */
  readonly raw: number
  readonly related: number
}

/**
 * Cross-validation by random splits with few rows to fit and many to predict: with the usual tenth left out the choice
 * between nested linear models would stay a matter of luck however many rows there are. √n rows are fitted, or three for
 * each coefficient. Null where rows are too few.
 *
 * Source: J. Shao, JASA 88, 486 (1993), doi:10.1080/01621459.1993.10476299.
 */
export function crossValidate(
  response: Response,
  relations: readonly FreeCoefficient[],
  covariance: Matrix,
  random: Random,
  shouldStop: () => boolean
): CrossValidation | null {
  const { n, columns, d } = response
  const size = Math.max(3 * columns.length, Math.ceil(Math.sqrt(n)))
  if (size > n / 2) return null
  const precision = precisionOf(covariance)
  const cost = 2 * n * d * (columns.length + d)
  const splits = Math.max(5, Math.min(SPLITS, Math.floor(WORK / cost)))
  const order = Array.from({ length: n }, (_, row) => row)
  let [raw, related, count] = [0, 0, 0]
  for (let split = 0; split < splits && !shouldStop(); split++) {
    const training = random.shuffle(order).slice(0, size)
    const free = fitFreely(response, training)
    if (free === null) continue
    const constrained = fitConstrained(response, free, relations, covariance)
    const unseen = order.slice(size)
    raw += meanDistance(free.residuals, unseen, precision, response.weights)
    related += meanDistance(residualsOf(response, constrained.coefficients), unseen, precision, response.weights)
    count++
  }
  if (count === 0) return null
  const width = (sum: number) => (sum < count * ROUNDING ** 2 ? 0 : Math.sqrt(sum / count))
  return { raw: width(raw), related: width(related) }
}

/** Mean of w eᵀ S⁻¹ e / d over rows. */
function meanDistance(
  residuals: readonly Float64Array[],
  rows: readonly number[],
  precision: Matrix,
  weights: Float64Array | null
): number {
  let sum = 0
  for (const row of rows) {
    for (let i = 0; i < residuals.length; i++) {
      for (let j = 0; j < residuals.length; j++) {
        sum += (weights?.[row] ?? 1) * residuals[i]![row]! * precision.get(i, j) * residuals[j]![row]!
      }
    }
  }
  return sum / (rows.length * residuals.length)
}
