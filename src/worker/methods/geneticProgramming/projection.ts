import type { TrainingTable } from './trainingTable.ts'

/** Variable projection: the linear part of a fit, solved away. */
export interface Projection {
  /** Residual sum of squares relative to the spread of y after fitting 1 and the columns; Infinity if not finite. */
  loss(columns: readonly Float64Array[]): number
  /** Offset and coefficients of that fit; the offset matters where the fit without it would be clearly worse. */
  solution(columns: readonly Float64Array[]): {
    readonly offset: number
    readonly offsetMatters: boolean
    readonly coefficients: number[]
  }
}

interface Solution {
  readonly coefficients: number[]
  readonly means: number[]
  readonly rss: number
}

/** A column that lies in the span of those before it up to this share is left out of the fit. */
const DEPENDENT = 1e-14

/** Least squares on 1 and a few columns by Gram–Schmidt, in buffers made once. */
export function createProjection({ n, y, weights, spread }: TrainingTable): Projection {
  const roots = Float64Array.from({ length: n }, (_, i) => Math.sqrt(weights?.[i] ?? 1))
  const squares = roots.map((root) => root * root)
  const total = squares.reduce((sum, weight) => sum + weight, 0)
  const meanY = mean(y)
  const rest = new Float64Array(n)
  const base: Float64Array[] = []

  function mean(column: Float64Array): number {
    let sum = 0
    for (let i = 0; i < n; i++) sum += squares[i]! * column[i]!
    return sum / total
  }

  function solve(columns: readonly Float64Array[], isCentred: boolean): Solution {
    const means = columns.map((column) => (isCentred ? mean(column) : 0))
    const triangle: number[][] = []
    const along: number[] = []
    centre(y, isCentred ? meanY : 0, rest)
    for (const [k, column] of columns.entries()) {
      const q = (base[k] ??= new Float64Array(n))
      const before = centre(column, means[k]!, q)
      if (!Number.isFinite(before)) return { coefficients: [], means, rss: Infinity }
      const row = base.slice(0, k).map((done) => subtract(done, q))
      let after = 0
      for (let i = 0; i < n; i++) after += q[i]! * q[i]!
      const length = after > DEPENDENT * before ? Math.sqrt(after) : 0
      const scale = length === 0 ? 0 : 1 / length
      for (let i = 0; i < n; i++) q[i] = q[i]! * scale
      triangle.push([...row, length])
      along.push(subtract(q, rest))
    }
    let rss = 0
    for (let i = 0; i < n; i++) rss += rest[i]! * rest[i]!
    return { coefficients: backSubstitute(triangle, along), means, rss }
  }

  /** out = √w · (column − mean); returns its squared length. */
  function centre(column: Float64Array, shift: number, out: Float64Array): number {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const value = roots[i]! * (column[i]! - shift)
      out[i] = value
      sum += value * value
    }
    return sum
  }

  return {
    loss(columns) {
      const { rss } = solve(columns, true)
      return Number.isFinite(rss) ? rss / spread : Infinity
    },
    solution(columns) {
      const { coefficients, means, rss } = solve(columns, true)
      const offset = coefficients.reduce((left, slope, k) => left - slope * means[k]!, meanY)
      const without = solve(columns, false)
      const slack = 1 + 8 / Math.max(1, n - columns.length - 1)
      const offsetMatters = !(without.rss <= slack * rss + 1e-18 * spread)
      return { offset, offsetMatters, coefficients }
    }
  }
}

/** Takes the part along the unit vector q out of `from` and returns its length. */
function subtract(q: Float64Array, from: Float64Array): number {
  let share = 0
  for (let i = 0; i < q.length; i++) share += q[i]! * from[i]!
  for (let i = 0; i < q.length; i++) from[i] = from[i]! - share * q[i]!
  return share
}

/** Coefficients from the triangle of Gram–Schmidt: triangle[k] holds the shares of column k in the base, its length last. */
function backSubstitute(triangle: readonly number[][], along: readonly number[]): number[] {
  const coefficients = along.slice()
  for (let k = along.length - 1; k >= 0; k--) {
    for (let later = k + 1; later < along.length; later++)
      coefficients[k]! -= triangle[later]![k]! * coefficients[later]!
    const length = triangle[k]![k]!
    coefficients[k] = length === 0 ? 0 : coefficients[k]! / length
  }
  return coefficients
}
