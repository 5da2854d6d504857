import { dot } from '../../numeric/orthonormalBase.ts'
import { goldenSection } from '../../numeric/goldenSection.ts'

/** Steps of the golden section: the bracket shrinks to a ten-thousandth, from which the fit in y goes on. */
const STEPS = 20

/** A column that depends on a number c, on the screening rows. */
export type ColumnOf = (c: number, out: Float64Array) => void

/**
 * How much of a target columns explain beyond a base: with the coefficient that suits best, or with a given one, where
 * noise would let the coefficient make up for a wrong number.
 */
export interface NumberScreening {
  /** The best c of a grid and its share; null where none has finite values. */
  best(
    grid: readonly number[],
    columnOf: ColumnOf,
    rest: Float64Array,
    coefficient?: number | null
  ): { readonly c: number; readonly share: number } | null
  /** The best c between the neighbours of one of a grid. */
  refine(
    grid: readonly number[],
    c: number,
    columnOf: ColumnOf,
    rest: Float64Array,
    coefficient?: number | null
  ): number
}

export function createNumberScreening(base: readonly Float64Array[], rows: number): NumberScreening {
  const column = new Float64Array(rows)

  function explained(values: Float64Array, rest: Float64Array, coefficient: number | null): number {
    const square = dot(values, values)
    if (!(square > 0 && square < 1e24)) return 0
    let left = square
    for (const q of base) left -= dot(q, values) ** 2
    if (!(left > 1e-10 * square)) return 0
    const along = dot(values, rest)
    return coefficient === null ? along ** 2 / left : coefficient * (2 * along - coefficient * left)
  }

  function shareAt(c: number, columnOf: ColumnOf, rest: Float64Array, coefficient: number | null): number {
    columnOf(c, column)
    return explained(column, rest, coefficient)
  }

  return {
    best(grid, columnOf, rest, coefficient = null) {
      let best: { c: number; share: number } | null = null
      for (const c of grid) {
        const share = shareAt(c, columnOf, rest, coefficient)
        if (share > (best?.share ?? 0)) best = { c, share }
      }
      return best
    },
    refine(grid, c, columnOf, rest, coefficient = null) {
      const at = grid.indexOf(c)
      const reach = 2
      const low = grid[at - 1] ?? (c > 0 ? c / reach : c * reach)
      const high = grid[at + 1] ?? (c > 0 ? c * reach : c / reach)
      return goldenSection(low, high, STEPS, (number) => -shareAt(number, columnOf, rest, coefficient))
    }
  }
}
