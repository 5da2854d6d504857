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

/** A column that lies in the span of those before it up to this share is left out of the fit. */
const DEPENDENT = 1e-14

/** Least squares on 1 and a few columns through their centred scalar products. */
export function createProjection({ n, y, weights, spread }: TrainingTable): Projection {
  const total = weights === null ? n : weights.reduce((sum, weight) => sum + weight, 0)
  const weightAt = (i: number) => (weights === null ? 1 : weights[i]!)
  const mean = (column: Float64Array) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += weightAt(i) * column[i]!
    return sum / total
  }
  const meanY = mean(y)

  /** Coefficients by Gram–Schmidt on centred columns, and the residual sum of squares. */
  function solve(
    columns: readonly Float64Array[],
    isCentred: boolean
  ): { coefficients: number[]; means: number[]; rss: number } {
    const means = columns.map((column) => (isCentred ? mean(column) : 0))
    const base: Float64Array[] = []
    const triangle: number[][] = []
    const along: number[] = []
    const rest = y.map((value) => value - (isCentred ? meanY : 0))
    for (const [k, column] of columns.entries()) {
      const q = column.map((value) => value - means[k]!)
      const before = inner(q, q)
      if (!Number.isFinite(before)) return { coefficients: [], means, rss: Infinity }
      const row = base.map((done) => {
        const share = inner(done, q)
        for (let i = 0; i < n; i++) q[i] = q[i]! - share * done[i]!
        return share
      })
      const after = inner(q, q)
      const length = after > DEPENDENT * before ? Math.sqrt(after) : 0
      for (let i = 0; i < n; i++) q[i] = length === 0 ? 0 : q[i]! / length
      const share = inner(q, rest)
      for (let i = 0; i < n; i++) rest[i] = rest[i]! - share * q[i]!
      base.push(q)
      triangle.push([...row, length])
      along.push(share)
    }
    const coefficients = along.slice()
    for (let k = columns.length - 1; k >= 0; k--) {
      for (let later = k + 1; later < columns.length; later++)
        coefficients[k]! -= triangle[later]![k]! * coefficients[later]!
      const length = triangle[k]![k]!
      coefficients[k] = length === 0 ? 0 : coefficients[k]! / length
    }
    return { coefficients, means, rss: inner(rest, rest) }
  }

  function inner(a: Float64Array, b: Float64Array): number {
    let sum = 0
    for (let i = 0; i < n; i++) sum += weightAt(i) * a[i]! * b[i]!
    return sum
  }

  return {
    loss(columns) {
      const { rss } = solve(columns, true)
      return Number.isFinite(rss) ? rss / spread : Infinity
    },
    solution(columns) {
      const { coefficients, means, rss } = solve(columns, true)
      const offset = coefficients.reduce((rest, slope, k) => rest - slope * means[k]!, meanY)
      const without = solve(columns, false)
      const slack = 1 + 8 / Math.max(1, n - columns.length - 1)
      const offsetMatters = !(without.rss <= slack * rss + 1e-18 * spread)
      return { offset, offsetMatters, coefficients }
    }
  }
}
