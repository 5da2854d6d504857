import { leastSquares } from '../../numeric/leastSquares.ts'
import { signPattern } from '../signPattern.ts'
import { polynomialColumns } from './polynomialColumns.ts'
import type { Workbench } from './workbench.ts'

const EXPONENTS = [1, -1, 2, -2, 0.5, -0.5]
const MAX_ROWS = 300
/** Rows that each number of a polynomial needs. */
const ROWS_PER_NUMBER = 6

/**
 * A guess at the inputs that only multiply y by a power, with their exponents: those without which, once y is divided by
 * that power, a polynomial of the others describes y in fewer bits. Unlike a logarithm it bears a target of both signs.
 */
export function separableByQuotients({
  sample,
  loggable
}: Pick<Workbench, 'sample' | 'loggable'>): ReadonlyMap<number, number> {
  const n = Math.min(sample.n, MAX_ROWS)
  const x = sample.x.map((column) => column.subarray(0, n))
  const y = sample.y.subarray(0, n)
  const found = new Map<number, number>()
  const candidates = loggable.filter((j) => signPattern(sample.x[j]!) !== 'mixed')

  /** Bits of y by a polynomial of the inputs that are left, times the powers of the others. */
  function bits(powers: ReadonlyMap<number, number>): number {
    const rest = x.map((_, j) => j).filter((j) => !powers.has(j))
    const polynomials = polynomialColumns(x, rest, Math.floor(n / ROWS_PER_NUMBER))
    const product = new Float64Array(n).fill(1)
    for (const [j, exponent] of powers) {
      for (let i = 0; i < n; i++) product[i] = product[i]! * Math.abs(x[j]![i]!) ** exponent
    }
    const columns = polynomials.at(x).map((column) => column.map((value, i) => value * product[i]!))
    const fit = leastSquares(columns, y)
    return fit === null ? Infinity : 0.5 * n * Math.log2(fit.rss) + 0.5 * columns.length * Math.log2(n)
  }

  let least = bits(found)
  while (candidates.length - found.size > 1) {
    let best: readonly [number, number] | null = null
    for (const j of candidates.filter((candidate) => !found.has(candidate))) {
      for (const exponent of EXPONENTS) {
        const own = bits(new Map([...found, [j, exponent]]))
        if (own >= least) continue
        least = own
        best = [j, exponent]
      }
    }
    if (best === null) break
    found.set(...best)
  }
  return found
}
