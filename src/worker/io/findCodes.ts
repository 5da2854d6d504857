import type { NumberColumn } from '../../shared/domain/dataset.ts'

/** Two values may as well be a quantity that is there or not, and of more than twelve kinds a person would write the names. */
const [FEWEST_KINDS, MOST_KINDS] = [3, 12]
/** Quantities that are counted seldom repeat so often. */
const ROWS_A_KIND = 20

/**
 * Columns whose values look like codes for kinds: nothing but the whole numbers from 0 or 1 on, three to twelve of them,
 * and at least twenty rows of each on average. Missing values aside.
 */
export function findCodes(columns: readonly NumberColumn[]): readonly NumberColumn[] {
  return columns.filter(({ values }) => areCodes(values))
}

function areCodes(values: Float64Array): boolean {
  const kinds = new Set<number>()
  let rows = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (!Number.isInteger(value) || value < 0 || value > MOST_KINDS) return false
    kinds.add(value)
    rows++
  }
  const first = Math.min(...kinds)
  return (
    kinds.size >= FEWEST_KINDS &&
    kinds.size <= MOST_KINDS &&
    first <= 1 &&
    Math.max(...kinds) === first + kinds.size - 1 &&
    rows >= ROWS_A_KIND * kinds.size
  )
}
