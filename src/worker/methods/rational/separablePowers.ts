import { dot, orthonormalBase, projectOut, takeOut } from '../../numeric/orthonormalBase.ts'
import { signPattern } from '../signPattern.ts'
import { polynomialColumns } from '../closedForm/polynomialColumns.ts'
import { logMagnitude } from '../closedForm/screeningRows.ts'
import type { TrainingSample } from '../trainingSample.ts'

const MAX_ROWS = 600
/** Rows that each number of a polynomial needs. */
const ROWS_PER_NUMBER = 5
/** Exponents further from a half are those of an approximation. */
const NEAR_HALF = 0.05
const LARGEST_EXPONENT = 4
/** Of what log|y| leaves beside powers of an input and a polynomial of the others, the share that products may explain by chance, in standard deviations. */
const DEVIATIONS = 4

/**
 * The inputs that only multiply y by a half or whole power: log|y| is their logarithm plus what the other inputs make, which
 * a polynomial comes near; products of the two explain no more of the rest than chance would.
 */
export function separablePowers(sample: TrainingSample): ReadonlyMap<number, number> {
  const n = Math.min(sample.n, MAX_ROWS)
  const x = sample.x.map((column) => column.subarray(0, n))
  const y = sample.y.subarray(0, n)
  const found = new Map<number, number>()
  if (signPattern(y) === 'mixed' || x.length < 2) return found
  const target = logMagnitude(y)
  const ones = new Float64Array(n).fill(1)
  x.forEach((column, j) => {
    if (signPattern(column) === 'mixed') return
    const rest = x.flatMap((_, k) => (k === j ? [] : [k]))
    const polynomial = polynomialColumns(x, rest, Math.floor(n / ROWS_PER_NUMBER)).at(x)
    const base = orthonormalBase(polynomial, ones)
    const own = logMagnitude(column)
    const alone = takeOut(base, own)
    if (alone === null) return
    const left = target.slice()
    projectOut(base, left)
    const exponent = dot(alone, left) / dot(alone, own)
    const half = Math.round(2 * exponent) / 2
    if (half === 0 || Math.abs(half) > LARGEST_EXPONENT || Math.abs(exponent - half) > NEAR_HALF) return
    const square = projectOut([...base, alone], left)
    const centre = own.reduce((sum, value) => sum + value, 0) / n
    const crossed: Float64Array[] = []
    for (const other of polynomial.slice(0, 1 + 2 * rest.length)) {
      for (const power of other === polynomial[0] ? [2, 3] : [1, 2]) {
        const column = other.map((value, i) => value * (own[i]! - centre) ** power)
        const outside = takeOut([...base, alone, ...crossed], column)
        if (outside !== null) crossed.push(outside)
      }
    }
    const spare = n - base.length - 1 - crossed.length
    const explained = crossed.reduce((sum, column) => sum + dot(column, left) ** 2, 0)
    const f = explained / crossed.length / ((square - explained) / spare)
    if ((f - 1) / Math.sqrt(2 / crossed.length) < DEVIATIONS) found.set(j, half)
  })
  return found
}
