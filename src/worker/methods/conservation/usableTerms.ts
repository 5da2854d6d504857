import { mean } from '../../numeric/statistics.ts'
import type { LibraryTerm } from './libraryTerm.ts'

/** Two terms are one where a straight line through them leaves less than this share of the spread. */
const SAME = 1e-7

/**
 * The terms, cheapest first and at most `most`, that are finite and not constant on the data and no straight-line
 * function of a cheaper one there: of charges −1, 0, 1 the cube says what the charge says.
 */
export function usableTerms(
  terms: readonly LibraryTerm[],
  valuesOf: (term: LibraryTerm) => Float64Array,
  most: number
): LibraryTerm[] {
  const kept: LibraryTerm[] = []
  const shapes: Float64Array[] = []
  for (const term of terms.toSorted((a, b) => a.cost - b.cost)) {
    if (kept.length >= most) break
    const shape = standardised(valuesOf(term))
    if (shape === null || shapes.some((other) => areSame(shape, other))) continue
    kept.push(term)
    shapes.push(shape)
  }
  return kept
}

/** Null where a value is not finite or all are equal to rounding. */
function standardised(values: Float64Array): Float64Array | null {
  const centre = mean(values)
  const length = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0))
  const size = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return length > 1e-12 * size && Number.isFinite(length) ? values.map((value) => (value - centre) / length) : null
}

function areSame(a: Float64Array, b: Float64Array): boolean {
  let product = 0
  for (let i = 0; i < a.length; i++) product += a[i]! * b[i]!
  const sign = Math.sign(product)
  let squares = 0
  for (let i = 0; i < a.length && squares < SAME ** 2; i++) squares += (a[i]! - sign * b[i]!) ** 2
  return squares < SAME ** 2
}
