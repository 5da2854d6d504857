import { standardize } from '../../numeric/gram.ts'
import { leastSquares } from '../../numeric/leastSquares.ts'
import { stlsq } from '../sparseRegression/stlsq.ts'

export type Optimiser = 'bestSubset' | 'stlsq' | 'sr3'

/** Share of the length of the target below which a term is dropped, from rough to fine. */
const THRESHOLDS = [0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 3e-3, 1e-3]
/** Strength of the bond between the coefficients and their sparse copy, relative to columns of length 1. */
const BOND = 1
const SR3_ROUNDS = 60

/** Different supports that thresholding leaves from rough to fine; the price of each decides between them. */
export function sparseSupports(
  columns: readonly Float64Array[],
  left: Float64Array,
  optimiser: 'stlsq' | 'sr3'
): (readonly number[])[] {
  const supports = THRESHOLDS.map((threshold) =>
    optimiser === 'stlsq' ? stlsq(columns, left, null, threshold) : sr3(columns, left, threshold)
  )
  const seen = new Map(supports.map((support) => [support.join(), support]))
  return [...seen.values()].filter((support) => support.length > 0)
}

/**
 * Sparse relaxed regularised regression: minimises ‖y − Xa‖² + κ‖a − w‖² with w the coefficients above the threshold,
 * by turns; columns and target have length 1.
 *
 * Source: P. Zheng, T. Askham, S. L. Brunton, J. N. Kutz, A. Y. Aravkin, "A unified framework for sparse relaxed
 * regularized regression: SR3", IEEE Access 7 (2019), doi:10.1109/ACCESS.2018.2886528.
 * @returns the columns that stay, ascending
 */
export function sr3(columns: readonly Float64Array[], y: Float64Array, threshold: number): readonly number[] {
  const target = standardize(y, null, false)
  const units = columns.map((column) => standardize(column, null, false))
  if (target === null) return []
  const used = units.flatMap((unit, c) => (unit === null ? [] : [c]))
  const n = y.length
  // the bond is p more rows √κ (a − w) = 0
  const root = Math.sqrt(BOND)
  const design = used.map((c, j) => {
    const column = new Float64Array(n + used.length)
    column.set(units[c]!)
    column[n + j] = root
    return column
  })
  const right = new Float64Array(n + used.length)
  right.set(target)
  let sparse = new Float64Array(used.length)
  for (let round = 0; round < SR3_ROUNDS; round++) {
    sparse.forEach((value, j) => (right[n + j] = root * value))
    const fit = leastSquares(design, right)
    if (fit === null) return []
    const next = fit.coefficients.map((value) => (Math.abs(value) >= threshold ? value : 0))
    const hasSettled = next.every((value, j) => Math.abs(value - sparse[j]!) <= 1e-6)
    sparse = new Float64Array(next)
    if (hasSettled) break
  }
  return used.filter((_, j) => sparse[j] !== 0)
}
