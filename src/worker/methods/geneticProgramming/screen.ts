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

/** Less than this share of a column outside the base is rounding. */
const DEPENDENT = 1e-20
/** Two columns nearer to each other than this cannot be told apart by their scalar products. */
const MIN_APART = 1e-7

/** An orthonormal base of the columns √w·base[k]. */
export function orthonormalBase(base: readonly Float64Array[], rootWeights: Float64Array): Float64Array[] {
  const done: Float64Array[] = []
  for (const column of base) {
    const rest = takeOut(done, weighted(column, rootWeights))
    if (rest !== null) done.push(rest)
  }
  return done
}

export function weighted(column: Float64Array, rootWeights: Float64Array): Float64Array {
  const product = new Float64Array(column.length)
  for (let i = 0; i < product.length; i++) product[i] = column[i]! * rootWeights[i]!
  return product
}

/** A copy of the column without its part in the base, scaled to length 1; null where nothing is left. */
export function takeOut(base: readonly Float64Array[], column: Float64Array): Float64Array | null {
  const rest = column.slice()
  const before = dot(rest, rest)
  // twice is enough: W. Kahan's rule for Gram–Schmidt
  for (let pass = 0; pass < 2; pass++) for (const q of base) axpy(-dot(q, rest), q, rest)
  const after = dot(rest, rest)
  if (!(after > DEPENDENT * before) || !Number.isFinite(after)) return null
  const scale = 1 / Math.sqrt(after)
  for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! * scale
  return rest
}

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

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function axpy(factor: number, a: Float64Array, into: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] = into[i]! + factor * a[i]!
}
