import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { signPattern } from '../signPattern.ts'
import { logMagnitude } from './screeningRows.ts'

const MAX_DEGREE = 5

/** Products of scaled inputs up to a degree: what any smooth function looks like from near. */
export interface PolynomialColumns {
  readonly size: number
  readonly degree: number
  /** The columns on rows with these values of all inputs. */
  readonly at: (x: readonly Float64Array[]) => Float64Array[]
}

/**
 * Polynomials of some inputs, of whole degrees up to 5 with at most `most` columns, 1 the first; an input of one sign by
 * its logarithm.
 */
export function polynomialColumns(
  x: readonly Float64Array[],
  inputs: readonly number[],
  most: number
): PolynomialColumns {
  const scales = inputs.map((input) => {
    const hasLog = signPattern(x[input]!) !== 'mixed'
    const own = hasLog ? logMagnitude(x[input]!) : x[input]!
    return { input, hasLog, centre: mean(own), width: standardDeviation(own) || 1 }
  })
  const products = productsUpTo(inputs.length, most)
  return {
    size: products.length,
    degree: products.at(-1)!.length,
    at(rows) {
      const scaled = scales.map(({ input, hasLog, centre, width }) =>
        (hasLog ? logMagnitude(rows[input]!) : rows[input]!).map((value) => (value - centre) / width)
      )
      return products.map((factors) => {
        const product = new Float64Array(rows[0]!.length).fill(1)
        for (const k of factors) for (let i = 0; i < product.length; i++) product[i] = product[i]! * scaled[k]![i]!
        return product
      })
    }
  }
}

/** Every product of so many factors, as ascending lists of them. */
function productsUpTo(factors: number, most: number): (readonly number[])[] {
  let degree: (readonly number[])[] = [[]]
  const all: (readonly number[])[] = [[]]
  for (let k = 1; k <= MAX_DEGREE; k++) {
    const next = degree.flatMap((product) => {
      const first = product.at(-1) ?? 0
      return Array.from({ length: factors - first }, (_, i) => [...product, first + i])
    })
    if (all.length + next.length > most) break
    all.push(...next)
    degree = next
  }
  return all
}
