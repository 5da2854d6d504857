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
  /** The best c of a grid for each wish; null where none has finite values. */
  best(grid: readonly number[], columnOf: ColumnOf, wishes: readonly Wish[]): (BestNumber | null)[]
  /** What one c gives. */
  share(c: number, columnOf: ColumnOf, wish: Wish): number
  /** The best c between the neighbours of one of a grid. */
  refine(grid: readonly number[], c: number, columnOf: ColumnOf, wish: Wish): number
}

/** What is to be explained, and with which coefficient; null where it may be any. */
export interface Wish {
  readonly rest: Float64Array
  readonly coefficient: number | null
}

export interface BestNumber {
  readonly c: number
  readonly share: number
}

export function createNumberScreening(base: readonly Float64Array[], rows: number): NumberScreening {
  const column = new Float64Array(rows)

  /** Evaluates the column; the square of it outside the base, 0 where nothing is left. */
  function evaluate(c: number, columnOf: ColumnOf): number {
    columnOf(c, column)
    const square = dot(column, column)
    if (!(square > 0 && square < 1e24)) return 0
    let left = square
    for (const q of base) left -= dot(q, column) ** 2
    return left > 1e-10 * square ? left : 0
  }

  function shareOf(c: number, columnOf: ColumnOf, wish: Wish): number {
    const left = evaluate(c, columnOf)
    return left === 0 ? 0 : explained(dot(column, wish.rest), left, wish)
  }

  return {
    best(grid, columnOf, wishes) {
      const best = wishes.map((): BestNumber | null => null)
      for (const c of grid) {
        const left = evaluate(c, columnOf)
        if (left === 0) continue
        // wishes of one target follow each other, and their products are the same
        let along = NaN
        wishes.forEach((wish, k) => {
          if (wish.rest !== wishes[k - 1]?.rest) along = dot(column, wish.rest)
          const share = explained(along, left, wish)
          if (share > (best[k]?.share ?? 0)) best[k] = { c, share }
        })
      }
      return best
    },
    share: shareOf,
    refine(grid, c, columnOf, wish) {
      const at = grid.indexOf(c)
      const reach = 2
      const low = grid[at - 1] ?? (c > 0 ? c / reach : c * reach)
      const high = grid[at + 1] ?? (c > 0 ? c * reach : c / reach)
      return goldenSection(low, high, STEPS, (number) => -shareOf(number, columnOf, wish))
    }
  }
}

function explained(along: number, left: number, { coefficient }: Wish): number {
  return coefficient === null ? along ** 2 / left : coefficient * (2 * along - coefficient * left)
}
