import type { AxisData } from './axisData.ts'
import { descriptionOf } from './description.ts'
import { splineColumns } from './splineColumns.ts'
import { combine, fitWeighted } from './weightedFit.ts'

/** The best description by one smooth function: what a change of regime has to beat. */
export interface SmoothReference {
  /** In words: `a polynomial of degree 3`. */
  readonly name: string
  readonly description: number
  readonly rss: number
  readonly values: Float64Array
}

const MAX_DEGREE = 14
const MAX_DEGREE_OF_MANY = 4
const ROWS_PER_TERM = 3
const INTERVALS = [3, 5, 7, 9, 12, 16, 20, 26]

/** Polynomials of rising degree, of several inputs with all their products, and splines with more and more knots. */
export function fitSmooth(data: AxisData): SmoothReference {
  const highest = data.others.length === 0 ? MAX_DEGREE : MAX_DEGREE_OF_MANY
  let best: SmoothReference | null = null
  for (const { name, columns } of candidates(data, highest)) {
    const fit = fitWeighted(columns, data.y, data.weights)
    if (fit === null) continue
    const description = descriptionOf(fit.rss, columns.length, data)
    if (best !== null && description >= best.description) continue
    best = { name, description, rss: fit.rss, values: combine(columns, fit.coefficients, data.n) }
  }
  if (best === null) throw new Error('a constant can always be fitted to finite rows')
  return best
}

function* candidates(data: AxisData, highest: number) {
  for (let degree = 0; degree <= highest; degree++) {
    const columns = polynomialColumns(data, degree)
    if (degree > 0 && columns.length * ROWS_PER_TERM > data.n) break
    yield { name: degree === 0 ? 'a constant' : `a polynomial of degree ${degree}`, columns }
  }
  const products = otherProducts(data.others, 1, data.n)
  for (const intervals of INTERVALS) {
    const along = splineColumns(data.t, data.low, data.high, intervals)
    const columns = products.flatMap(({ values, power }) =>
      along.map((column) => (power === 0 ? column : column.map((value, i) => value * values[i]!)))
    )
    if (columns.length * ROWS_PER_TERM > data.n) break
    yield { name: `a spline of ${intervals} pieces`, columns }
  }
}

/** Chebyshev polynomials of the input along the axis times powers of the others, up to a total degree. */
export function polynomialColumns({ t, low, high, others, n }: AxisData, degree: number): Float64Array[] {
  const scaled = t.map((value) => (2 * (value - low)) / (high - low) - 1)
  const chebyshev: Float64Array[] = [new Float64Array(n).fill(1), scaled]
  for (let k = 2; k <= degree; k++) {
    chebyshev.push(scaled.map((value, i) => 2 * value * chebyshev[k - 1]![i]! - chebyshev[k - 2]![i]!))
  }
  const products = otherProducts(others, degree, n)
  return products.flatMap(({ values, power }) =>
    chebyshev.slice(0, degree - power + 1).map((column) => column.map((value, i) => value * values[i]!))
  )
}

/** Products of the other inputs up to a total power, the constant first. */
export function otherProducts(
  others: readonly Float64Array[],
  degree: number,
  n: number
): { readonly values: Float64Array; readonly power: number; readonly last: number }[] {
  const products = [{ values: new Float64Array(n).fill(1), power: 0, last: 0 }]
  for (let k = 0; k < products.length; k++) {
    const { values, power, last } = products[k]!
    if (power === degree) continue
    for (let j = last; j < others.length; j++) {
      products.push({ values: values.map((value, i) => value * others[j]![i]!), power: power + 1, last: j })
    }
  }
  return products
}
