import type { OperatorId } from '../../../shared/domain/operators.ts'
import { standardize } from '../../numeric/gram.ts'
import { functionTerms } from './functionTerms.ts'
import { monomialTerms } from './monomialTerms.ts'
import { termFormula, termValues, type Term } from './term.ts'

/** Terms with their values on the rows of the sample: `columns[t][i]`. */
export interface Library {
  readonly terms: readonly Term[]
  readonly columns: readonly Float64Array[]
}

export interface LibraryOptions {
  readonly maxTerms: number
  /** Largest sum of the magnitudes of the exponents of one monomial. */
  readonly maxDegree: number
  readonly hasFunctions: boolean
  /** Whether terms may be multiples of others: comparing them takes as long as all their products. */
  readonly keepsAlike?: true
  readonly operators: ReadonlySet<OperatorId>
  readonly shouldStop: () => boolean
}

/** Two columns whose angle has a cosine this near to 1 say the same. */
const SAME = 1 - 1e-10
/** Monomials for each term that is wanted: some are not defined on the data. */
const MONOMIALS_PER_TERM = 3

/**
 * Candidate terms, cheapest first: monomials with exponents −2, −1, −½, ½, 1, 2, 3, functions of cheap monomials, and
 * functions times a power of one input. A term is left out where it has no finite value on some row, hardly changes, or
 * is a multiple of an earlier one up to a constant, unless that is kept.
 * @param x the rows to fit
 * @param guardX further rows on which terms have to be defined
 */
export function buildLibrary(
  x: readonly Float64Array[],
  guardX: readonly Float64Array[],
  { maxTerms, maxDegree, hasFunctions, keepsAlike, operators, shouldStop }: LibraryOptions
): Library {
  const monomials = monomialTerms(x.length, maxDegree, MONOMIALS_PER_TERM * maxTerms)
  const functions = hasFunctions ? functionTerms(monomials, operators) : []
  const names = x.map((_, j) => `x${j}`)
  const terms: Term[] = []
  const columns: Float64Array[] = []
  const units: Float64Array[] = []
  for (const term of [...monomials, ...functions].sort((a, b) => a.cost - b.cost)) {
    if (terms.length >= maxTerms || shouldStop()) break
    if (termFormula(1, term, names, operators) === null || !termValues(term, guardX).every(Number.isFinite)) continue
    const values = termValues(term, x)
    const unit = values.every(Number.isFinite) ? standardize(values, null, true) : null
    if (unit === null || units.some((other) => Math.abs(cosine(unit, other)) > SAME)) continue
    terms.push(term)
    columns.push(values)
    if (keepsAlike !== true) units.push(unit)
  }
  return { terms, columns }
}

/** The first terms of a library. */
export function cheapest({ terms, columns }: Library, size: number): Library {
  return { terms: terms.slice(0, size), columns: columns.slice(0, size) }
}

/**
 * The rows at which some input is largest, smallest or nearest to zero: a term that is defined there is defined
 * everywhere, short of overflow.
 */
export function guardRows(x: readonly Float64Array[]): Float64Array[] {
  const rows = x.flatMap((column) => {
    let [low, high, small] = [0, 0, 0]
    for (let i = 1; i < column.length; i++) {
      if (column[i]! < column[low]!) low = i
      if (column[i]! > column[high]!) high = i
      if (Math.abs(column[i]!) < Math.abs(column[small]!)) small = i
    }
    return [low, high, small]
  })
  return x.map((column) => Float64Array.from(rows, (row) => column[row]!))
}

function cosine(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
