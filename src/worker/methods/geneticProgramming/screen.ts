import { dot, takeOut, weighted } from '../../numeric/orthonormalBase.ts'
import { createRanking } from './ranking.ts'

/** Columns √w·f with the span of a base taken out, each of length 1: what is left decides what a feature explains. */
export interface Residuals {
  /** residuals[k] belongs to features[index[k]]. */
  readonly index: Int32Array
  readonly columns: readonly Float64Array[]
}

/** A feature, or two, and the share of the residual sum of squares that is left with them. */
export interface Single {
  readonly i: number
  readonly left: number
}
export interface Pair {
  readonly i: number
  readonly j: number
  readonly left: number
}

/** Two columns nearer to each other than this cannot be told apart by their scalar products. */
const MIN_APART = 1e-7

/** Residual columns of the features; of those equal up to sign the first is kept. */
export function residualColumns(
  features: readonly Float64Array[],
  base: readonly Float64Array[],
  rootWeights: Float64Array,
  limit: number
): Residuals {
  const seen = new Set<string>()
  const index: number[] = []
  const columns: Float64Array[] = []
  for (let k = 0; k < features.length && columns.length < limit; k++) {
    const rest = takeOut(base, weighted(features[k]!, rootWeights))
    if (rest === null) continue
    let projection = 0
    for (let i = 0; i < rest.length; i++) projection += (0.5 + (((i + 1) * 0.6180339887498949) % 1)) * rest[i]!
    const key = Math.abs(projection).toPrecision(8)
    if (seen.has(key)) continue
    seen.add(key)
    index.push(k)
    columns.push(rest)
  }
  return { index: Int32Array.from(index), columns }
}

/** For every residual column the share of the target (length 1, base taken out) that it leaves. */
export function singles({ index, columns }: Residuals, target: Float64Array): Single[] {
  return columns.map((column, k) => {
    const explained = dot(column, target)
    return { i: index[k]!, left: Math.max(0, 1 - explained * explained) }
  })
}

/**
 * Pairs of columns that together leave little of the target: the best `keep` of each total cost.
 * All N (N − 1) / 2 pairs are looked at through their scalar products.
 */
export function pairs(
  { index, columns }: Residuals,
  target: Float64Array,
  cost: (feature: number) => number,
  keep: number,
  shouldStop: () => boolean
): Pair[] {
  const along = Float64Array.from(columns, (column) => dot(column, target))
  const best = createRanking<Omit<Pair, 'left'>>(keep)
  for (let a = 1; a < columns.length; a++) {
    if (a % 64 === 0 && shouldStop()) break
    const column = columns[a]!
    for (let b = 0; b < a; b++) {
      const common = dot(column, columns[b]!)
      const apart = 1 - common * common
      if (apart < MIN_APART) continue
      const p = along[a]!
      const q = along[b]!
      const left = Math.max(0, 1 - (p * p + q * q - 2 * p * q * common) / apart)
      const total = cost(index[a]!) + cost(index[b]!)
      if (best.wouldKeep(total, left)) best.add(total, left, { i: index[a]!, j: index[b]! })
    }
  }
  return best.items().map(({ item, loss }) => ({ ...item, left: loss }))
}
