import type { Motion } from './motion.ts'

/** Column `rate` is the derivative by time of column `of`. */
export interface VelocityPair {
  readonly of: number
  readonly rate: number
}

/** Share of the squares of a column that its difference from a derivative may have, beyond the noise of both. */
const LEFT_OVER = 0.03

/** Columns that are the rates of others: coordinates and velocities, told by the data. */
export function findVelocities({ n, variables, columns, rates, errors, rateErrors }: Motion): VelocityPair[] {
  return variables.flatMap(({ isFixed }, of): VelocityPair[] => {
    if (isFixed) return []
    const shares = columns.map((column, rate) => {
      if (rate === of || variables[rate]!.isFixed) return Infinity
      let [squares, left, noise] = [0, 0, 0]
      for (let i = 0; i < n; i++) {
        squares += column[i]! ** 2
        left += (rates[of]![i]! - column[i]!) ** 2
        noise += rateErrors[of]![i]! ** 2 + errors[rate]![i]! ** 2
      }
      return (left - 1.5 * noise) / squares
    })
    const rate = shares.indexOf(Math.min(...shares))
    return shares[rate]! < LEFT_OVER ? [{ of, rate }] : []
  })
}
