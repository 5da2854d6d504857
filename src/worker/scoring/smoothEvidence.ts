import { factorCholesky, solveFactored } from '../numeric/cholesky.ts'
import { dot } from '../numeric/orthonormalBase.ts'
import { pickRows } from '../numeric/pickRows.ts'
import { normalQuantile } from './residualEvidence.ts'

/** Ranks are spread over this width, so that their standard deviation is 1. */
const RANGE = Math.sqrt(12)
/** Correlation lengths in standard deviations of an input, times the root of the number of inputs. */
const LENGTHS = [0.5, 0.8, 1.2]
/** Shares of the variance that the smooth function makes up; the rest is noise. */
const SHARES = [0.9, 0.99]
/** The work grows with their cube. */
const MOST_ROWS = 200

/** One smooth function that residuals could be: the factor of its covariance over the rows, and the logarithm of its determinant. */
interface SmoothModel {
  readonly factor: Float64Array
  readonly logDeterminant: number
}

/** Tells noise from a smooth function of the inputs. */
export interface SmoothEvidence {
  /**
   * Nats by which a smooth function explains residuals better than noise does: the likeliest of several Gaussian
   * processes against white noise, both of free width. Far above 0 is a form that is not met, far below is noise, and
   * about 0 the rows cannot tell. By normal scores, so that a few large residuals do not decide.
   * @param residuals one for each row of the columns
   */
  nats(residuals: Float64Array): number
}

/**
 * The models over some rows of these inputs, at most 200 of them, by ranks, so that neither units nor a skew matter.
 *
 * Source: C. E. Rasmussen and C. K. I. Williams, "Gaussian Processes for Machine Learning" (2006), §5.4.1.
 */
export function smoothEvidence(x: readonly Float64Array[]): SmoothEvidence {
  const total = x[0]?.length ?? 0
  const n = Math.min(total, MOST_ROWS)
  const rows = Uint32Array.from({ length: n }, (_, k) => Math.floor((k * total) / n))
  const distances = squaredDistances(x.map((values) => standardRanks(pickRows(values, rows))))
  const models = LENGTHS.flatMap((length) => SHARES.flatMap((share) => model(distances, n, x.length * length ** 2, share) ?? [])) // prettier-ignore
  const solution = new Float64Array(n)
  return {
    nats(residuals) {
      const scores = standardRanks(pickRows(residuals, rows)).map((rank) => normalQuantile(0.5 + rank / RANGE))
      const own = dot(scores, scores)
      // residuals that are all alike are neither
      if (!(own > 0)) return 0
      return models.reduce((most, { factor, logDeterminant }) => {
        solveFactored(factor, scores, solution)
        return Math.max(most, -0.5 * (n * Math.log(dot(scores, solution) / own) + logDeterminant))
      }, -Infinity)
    }
  }
}

function model(distances: Float64Array, n: number, squaredLength: number, share: number): SmoothModel | null {
  const factor = distances.map((distance) => share * Math.exp(-distance / (2 * squaredLength)))
  for (let i = 0; i < n; i++) factor[i * n + i] = 1
  if (!factorCholesky(factor, factor, n)) return null
  let logDeterminant = 0
  for (let i = 0; i < n; i++) logDeterminant += 2 * Math.log(factor[i * n + i]!)
  return { factor, logDeterminant }
}

/** Row-major, of all pairs of rows. */
function squaredDistances(columns: readonly Float64Array[]): Float64Array {
  const n = columns[0]?.length ?? 0
  const distances = new Float64Array(n * n)
  for (const values of columns) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) distances[i * n + j]! += (values[i]! - values[j]!) ** 2
  }
  return distances
}

/** Ranks around 0 with the spread of 1; equal values share theirs, so that repeated measurements lie in one place. */
function standardRanks(values: Float64Array): Float64Array {
  const n = values.length
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(n)
  for (let first = 0; first < n;) {
    let next = first + 1
    while (next < n && values[order[next]!] === values[order[first]!]) next++
    const rank = RANGE * ((first + next) / (2 * n) - 0.5)
    for (let k = first; k < next; k++) ranks[order[k]!] = rank
    first = next
  }
  return ranks
}
