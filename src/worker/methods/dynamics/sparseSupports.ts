import { solveCholesky } from '../../numeric/cholesky.ts'
import { gramOf, type Gram } from '../../numeric/gram.ts'
import { stlsq } from '../sparseRegression/stlsq.ts'

export type Optimiser = 'bestSubset' | 'stlsq' | 'sr3'

/** Share of the length of the target below which a term is dropped, from rough to fine. */
const THRESHOLDS = [0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 3e-3, 1e-3]
/** Strength of the bond between the coefficients and their sparse copy, relative to columns of length 1. */
const BOND = 0.01
const SR3_ROUNDS = 500
const SETTLED = 1e-7

/** Different supports that thresholding leaves from rough to fine; the price of each decides between them. */
export function sparseSupports(
  columns: readonly Float64Array[],
  left: Float64Array,
  optimiser: 'stlsq' | 'sr3'
): (readonly number[])[] {
  const gram = gramOf(columns, left, null, false)
  if (gram === null) return []
  const supports = THRESHOLDS.map((threshold) =>
    optimiser === 'stlsq' ? stlsq(columns, left, null, threshold) : sr3(gram, threshold)
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
export function sr3({ p, matrix, cross }: Gram, threshold: number): readonly number[] {
  const bonded = matrix.map((value, at) => value + (at % (p + 1) === 0 ? BOND : 0))
  const factor = new Float64Array(p * p)
  const coefficients = new Float64Array(p)
  let sparse = new Float64Array(p)
  for (let round = 0; round < SR3_ROUNDS; round++) {
    const right = cross.map((value, c) => value + BOND * sparse[c]!)
    if (!solveCholesky(bonded, right, factor, coefficients)) return []
    const next = coefficients.map((value) => (Math.abs(value) >= threshold ? value : 0))
    const hasSettled = next.every((value, c) => Math.abs(value - sparse[c]!) <= SETTLED)
    sparse = next
    if (hasSettled) break
  }
  return Array.from(sparse.keys()).filter((c) => sparse[c] !== 0)
}
