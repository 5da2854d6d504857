import { thresholdMatrix } from './circuits.ts'
import type { Moments } from './changeTable.ts'
import { isPositiveDefinite } from './isPositiveDefinite.ts'

const WANTED = 3
const MAX_TRIES = 12
const ROUNDING = 1e-12

/**
 * A few circuits of more than `minTerms` and at most `maxTerms` terms, too long to enumerate: from all terms, the most
 * complex first, those are dropped without which an unchanged combination is still left. What remains is a circuit of
 * simple terms; without its most complex term the next one is looked for. Cost O(p⁴) a circuit.
 */
export function longCircuits(moments: Moments, threshold: number, minTerms: number, maxTerms: number): number[][] {
  const { p } = moments
  const matrix = thresholdMatrix(moments, threshold)
  const found: number[][] = []
  let pool = Array.from({ length: p }, (_, j) => j)
  for (let tries = 0; tries < MAX_TRIES && found.length < WANTED; tries++) {
    if (isPositiveDefinite(matrix, p, pool, ROUNDING)) break
    let circuit = pool
    for (const term of pool.toReversed()) {
      const rest = circuit.filter((j) => j !== term)
      if (rest.length > 0 && !isPositiveDefinite(matrix, p, rest, ROUNDING)) circuit = rest
    }
    if (circuit.length > minTerms && circuit.length <= maxTerms) found.push(circuit)
    const mostComplex = circuit.at(-1)
    pool = pool.filter((j) => j !== mostComplex)
  }
  return found
}
