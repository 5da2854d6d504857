import { dot, orthonormalBase, projectOut, takeOut } from '../../numeric/orthonormalBase.ts'
import { signPattern } from '../signPattern.ts'
import { polynomialColumns } from './polynomialColumns.ts'
import { logMagnitude } from './screeningRows.ts'
import type { Workbench } from './workbench.ts'

const EXPONENTS = [1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, -1.5, 4, -4]
const MAX_ROWS = 300
/** Rows that each number of a polynomial needs. */
const ROWS_PER_NUMBER = 6
/** F below 1 plus so many of its standard deviations is chance. */
const DEVIATIONS = 4

/**
 * The inputs that only multiply y by a power, with their exponents: y divided by these powers, less a polynomial of the
 * other inputs, no longer depends on them. What the polynomial leaves may be large, as long as it is the same whatever
 * the separable inputs are: an F test of products of these with the other inputs tells.
 */
export function separableInputs({
  sample,
  loggable
}: Pick<Workbench, 'sample' | 'loggable'>): ReadonlyMap<number, number> {
  const n = Math.min(sample.n, MAX_ROWS)
  const ones = new Float64Array(n).fill(1)
  const x = sample.x.map((column) => column.subarray(0, n))
  const y = sample.y.subarray(0, n)
  const all = x.map((_, j) => j)
  const scaled = x.map(centred)
  const found = new Map<number, number>()
  const candidates = loggable.filter((j) => signPattern(sample.x[j]!) !== 'mixed')

  /** What tells whether y without the powers of `separable` depends on them: the best exponent of the last, and its F. */
  function test(separable: readonly number[]): { readonly exponent: number; readonly excess: number } | null {
    const rest = all.filter((j) => !separable.includes(j))
    const base = orthonormalBase(polynomialColumns(x, rest, Math.floor(n / ROWS_PER_NUMBER)).at(x), ones)
    const width = base.length
    const dependent: Float64Array[] = []
    for (const j of separable) {
      for (const other of [ones, scaled[j]!, ...rest.map((k) => scaled[k]!)]) {
        const own = takeOut(
          [...base, ...dependent],
          other.map((value, i) => value * scaled[j]![i]!)
        )
        if (own !== null) dependent.push(own)
      }
    }
    const spare = n - width - dependent.length
    if (dependent.length === 0 || spare < n / 3) return null
    const last = separable.at(-1)!
    const divisor = new Float64Array(n).fill(1)
    for (const [j, exponent] of found)
      for (let i = 0; i < n; i++) divisor[i] = divisor[i]! * Math.abs(x[j]![i]!) ** exponent
    let best: { exponent: number; excess: number } | null = null
    for (const exponent of EXPONENTS) {
      const left = y.map((value, i) => value / (divisor[i]! * Math.abs(x[last]![i]!) ** exponent))
      const square = projectOut(base, left)
      const explained = dependent.reduce((sum, column) => sum + dot(column, left) ** 2, 0)
      const f = explained / dependent.length / ((square - explained) / spare)
      const excess = (f - 1) / Math.sqrt(2 / dependent.length)
      if (Number.isFinite(excess) && excess < (best?.excess ?? DEVIATIONS)) best = { exponent, excess }
    }
    return best
  }

  for (;;) {
    const tried = candidates
      .filter((j) => !found.has(j) && found.size + 1 < all.length)
      .flatMap((j) => {
        const result = test([...found.keys(), j])
        return result === null ? [] : [{ j, ...result }]
      })
    const [least] = tried.sort((a, b) => a.excess - b.excess)
    if (least === undefined) return found
    found.set(least.j, least.exponent)
  }
}

/** log|x| about its mean, in its standard deviations. */
function centred(column: Float64Array): Float64Array {
  const logs = logMagnitude(column)
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
  const width = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length) || 1
  return logs.map((value) => (value - mean) / width)
}
