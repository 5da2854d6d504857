/** Pivots and remainders below this are rounding: the coefficients are small ratios such as 3/2. */
const ROUNDING = 1e-9

export interface LinearSolution {
  readonly consistent: boolean
  /** unknowns[j], one number for each right side; null where the equations leave it open. */
  readonly unknowns: readonly (readonly number[] | null)[]
}

/** One equation: Σ coefficients[j] · unknown[j] = right, where unknowns and right sides are vectors. */
export interface LinearEquation {
  readonly coefficients: readonly number[]
  readonly right: readonly number[]
}

/** Solves equations by elimination, telling apart what is determined, open and contradictory. */
export function solveLinearSystem(equations: readonly LinearEquation[], unknownCount: number): LinearSolution {
  const rows = equations.map(({ coefficients, right }) => ({ left: [...coefficients], right: [...right] }))
  const pivotRow: (number | null)[] = []
  let next = 0
  for (let column = 0; column < unknownCount; column++) {
    const best = rows.reduce<number | null>((found, row, i) => {
      const size = Math.abs(row.left[column]!)
      return i >= next && size > ROUNDING && (found === null || size > Math.abs(rows[found]!.left[column]!)) ? i : found
    }, null)
    pivotRow.push(best === null ? null : next)
    if (best === null) continue
    ;[rows[next], rows[best]] = [rows[best]!, rows[next]!]
    const pivot = rows[next]!
    const scale = pivot.left[column]!
    pivot.left = pivot.left.map((value) => value / scale)
    pivot.right = pivot.right.map((value) => value / scale)
    for (const row of rows) {
      const factor = row.left[column]!
      if (row === pivot || factor === 0) continue
      row.left = row.left.map((value, j) => value - factor * pivot.left[j]!)
      row.right = row.right.map((value, j) => value - factor * pivot.right[j]!)
    }
    next++
  }
  const isOpen = (row: number) => rows[row]!.left.some((value, j) => pivotRow[j] !== row && Math.abs(value) > ROUNDING)
  return {
    consistent: rows.slice(next).every(({ right }) => right.every((value) => Math.abs(value) < ROUNDING)),
    unknowns: pivotRow.map((row) => (row === null || isOpen(row) ? null : rows[row]!.right))
  }
}
