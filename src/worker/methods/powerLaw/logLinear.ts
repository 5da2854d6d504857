import { bestSubsets } from '../../numeric/bestSubsets.ts'
import { gramOf } from '../../numeric/gram.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import type { LogView } from './logView.ts'

/** What log|v| is linear in: log|x_j| makes a power of input j, x_j itself an exponential. */
export interface LogTerm {
  readonly kind: 'power' | 'exponential'
  readonly input: number
}

/** log|v| = intercept + Σ coefficients · terms. */
export interface LogFit {
  readonly terms: readonly LogTerm[]
  readonly intercept: number
  readonly coefficients: readonly number[]
  readonly standardErrors: readonly number[]
}

/** Values of terms on the rows of a view: the fits of a ladder ask for the same few columns very often. */
const knownColumns = new WeakMap<LogView, Map<string, Float64Array>>()

/** Values of a term on the rows of a view, in which x is the same at every call. */
function termColumn({ kind, input }: LogTerm, x: readonly Float64Array[], view: LogView): Float64Array {
  const known = knownColumns.get(view) ?? new Map<string, Float64Array>()
  knownColumns.set(view, known)
  const key = `${kind} ${input}`
  const column = known.get(key) ?? newColumn(kind, x[input]!, view.rows)
  known.set(key, column)
  return column
}

function newColumn(kind: LogTerm['kind'], values: Float64Array, rows: Uint32Array): Float64Array {
  const column = new Float64Array(rows.length)
  for (let k = 0; k < rows.length; k++) {
    const value = values[rows[k]!]!
    column[k] = kind === 'power' ? Math.log(Math.abs(value)) : value
  }
  return column
}

/**
 * Fits log|v| by all terms given, some with known coefficients.
 * @param fixed coefficient of term k, or null where it is fitted
 * @returns null where the fit has no finite answer
 */
export function fitLogLinear(
  view: LogView,
  x: readonly Float64Array[],
  terms: readonly LogTerm[],
  fixed: readonly (number | null)[]
): LogFit | null {
  const columns = terms.map((term) => termColumn(term, x, view))
  const rest = view.log.slice()
  columns.forEach((column, k) => {
    const coefficient = fixed[k] ?? 0
    if (coefficient === 0) return
    for (let i = 0; i < rest.length; i++) rest[i]! -= coefficient * column[i]!
  })
  const free = terms.map((_, k) => k).filter((k) => fixed[k] === null)
  const ones = new Float64Array(view.rows.length).fill(1)
  const fit = leastSquares([ones, ...free.map((k) => columns[k]!)], rest, view.weights)
  if (fit === null || fit.rank <= free.length) return null
  const place = terms.map((_, k) => free.indexOf(k) + 1)
  return {
    terms,
    intercept: fit.coefficients[0]!,
    coefficients: terms.map((_, k) => fixed[k] ?? fit.coefficients[place[k]!]!),
    standardErrors: terms.map((_, k) => (fixed[k] === null ? (fit.standardErrors?.[place[k]!] ?? 0) : 0))
  }
}

/** Share of the variance below which there is only rounding, as well as the Gram matrix can tell. */
const EXACT = 1e-13

export interface LadderOptions {
  readonly maxTerms: number
  /** Fits kept of each number of terms. */
  readonly keep: number
  /** Fits that leave a larger share of the variance of log|v| are not worth proposing. */
  readonly mostLeft: number
  readonly shouldStop: () => boolean
}

/** The best fits with one term, two terms, … up to `maxTerms`. */
export function logLinearLadder(
  view: LogView,
  x: readonly Float64Array[],
  terms: readonly LogTerm[],
  { maxTerms, keep, mostLeft, shouldStop }: LadderOptions
): LogFit[] {
  const columns = terms.map((term) => termColumn(term, x, view))
  const gram = gramOf(columns, view.log, view.weights, true)
  if (gram === null) return []
  const sizes = bestSubsets(gram, { maxSize: maxTerms, keep, shouldStop })
  const exact = sizes.findIndex(([best]) => best !== undefined && best.left < EXACT)
  // beyond an exact fit further terms only fit rounding
  return (exact < 0 ? sizes : sizes.slice(0, exact + 1))
    .flat()
    .filter(({ left }) => left <= mostLeft)
    .map((subset) => {
      const chosen = subset.columns.map((column) => terms[column]!)
      return fitLogLinear(view, x, chosen, new Array<null>(chosen.length).fill(null))
    })
    .filter((fit) => fit !== null)
}
