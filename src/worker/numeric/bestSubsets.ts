import type { Gram } from './gram.ts'

/** Columns that predict the target together, ascending. */
export interface Subset {
  readonly columns: readonly number[]
  /** Share of the target's sum of squares that is left, by the Gram matrix: good for ranking, not to the last digit. */
  readonly left: number
}

export interface SubsetOptions {
  readonly maxSize: number
  /** Subsets kept of each size. */
  readonly keep: number
  readonly shouldStop: () => boolean
  /** Told how many subsets have been looked at since the last call. */
  readonly count?: (subsets: number) => void
}

/** A column that the chosen ones predict to this share of its square adds nothing that rounding does not blur. */
const COLLINEAR = 1e-9
/** Subsets of one size that are extended exhaustively; above, only the kept ones are, and then improved by exchange. */
const EXHAUSTIVE = 12_000

/**
 * The best subsets of columns of each size from 1, best first: exhaustive while that is cheap, then forward selection
 * from the kept ones with exchange of single columns until nothing improves. Ends early, with what it has, when told.
 *
 * Source: A. Miller, "Subset Selection in Regression", 2nd ed. (2002), ch. 3, doi:10.1201/9781420035933.
 * Cost O(N p) for N subsets extended.
 */
export function bestSubsets(gram: Gram, { maxSize, keep, shouldStop, count }: SubsetOptions): Subset[][] {
  const bySize: Subset[][] = []
  let parents = 1
  for (let size = 1; size <= Math.min(maxSize, gram.p) && !shouldStop(); size++) {
    const isExhaustive = parents <= EXHAUSTIVE
    const found = createKeeper(keep)
    if (isExhaustive) {
      extendAll(gram, [], size - 1, found, shouldStop)
    } else {
      for (const { columns } of bySize.at(-1) ?? []) extend(gram, columns, -1, found)
      for (const subset of [...found.subsets()]) exchange(gram, subset, found, shouldStop)
    }
    count?.(found.looked())
    const best = found.subsets()
    if (best.length === 0) break
    bySize.push(best)
    parents = (parents * (gram.p - size + 1)) / size
  }
  return bySize
}

/** Extends every ascending subset of `missing` more columns than `columns`. */
function extendAll(gram: Gram, columns: number[], missing: number, found: Keeper, shouldStop: () => boolean): void {
  const from = (columns.at(-1) ?? -1) + 1
  if (missing === 0) return extend(gram, columns, from - 1, found)
  if (missing === 1 && shouldStop()) return
  for (let c = from; c < gram.p; c++) extendAll(gram, [...columns, c], missing - 1, found, shouldStop)
}

/** Swaps one column for a better one until no swap helps. */
function exchange(gram: Gram, start: Subset, found: Keeper, shouldStop: () => boolean): void {
  let current = start
  for (let round = 0; round < 10 && !shouldStop(); round++) {
    const better = createKeeper(1)
    for (const dropped of current.columns) {
      extend(
        gram,
        current.columns.filter((column) => column !== dropped),
        -1,
        better
      )
    }
    found.look(better.looked())
    const [best] = better.subsets()
    if (best === undefined || !(best.left < current.left * (1 - 1e-9))) return
    found.offer(best.columns, best.left)
    current = best
  }
}

/** Offers `columns` with each further column above `after`, orthogonalising by a growing Cholesky factor. */
function extend(gram: Gram, columns: readonly number[], after: number, found: Keeper): void {
  const { p, cross } = gram
  const k = columns.length
  const factor = new Float64Array((k + 1) * (k + 1))
  const projected = new Float64Array(k)
  let left = 1
  for (let i = 0; i < k; i++) {
    const square = orthogonalize(gram, columns, factor, i, columns[i]!)
    if (square < COLLINEAR) return
    const diagonal = Math.sqrt(square)
    factor[i * (k + 1) + i] = diagonal
    const rest = cross[columns[i]!]! - rowDot(factor, i * (k + 1), projected, i)
    projected[i] = rest / diagonal
    left -= projected[i]! ** 2
  }
  found.look(p - after - 1)
  for (let column = after + 1; column < p; column++) {
    const square = orthogonalize(gram, columns, factor, k, column)
    // a column that is already in the subset has nothing left either
    if (square < COLLINEAR) continue
    const rest = cross[column]! - rowDot(factor, k * (k + 1), projected, k)
    const remaining = Math.max(0, left - (rest * rest) / square)
    if (remaining < found.worst()) found.offer([...columns, column], remaining)
  }
}

/**
 * Writes into row `size` of the factor what the first `size` chosen columns, made orthonormal, share with `column`; gives
 * what is left of its square.
 */
function orthogonalize(
  { p, matrix }: Gram,
  chosen: readonly number[],
  factor: Float64Array,
  size: number,
  column: number
): number {
  const stride = chosen.length + 1
  const row = size * stride
  let square = matrix[column * (p + 1)]!
  for (let i = 0; i < size; i++) {
    let value = matrix[chosen[i]! * p + column]!
    for (let j = 0; j < i; j++) value -= factor[i * stride + j]! * factor[row + j]!
    value /= factor[i * stride + i]!
    factor[row + i] = value
    square -= value * value
  }
  return square
}

function rowDot(a: Float64Array, from: number, b: Float64Array, length: number): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += a[from + i]! * b[i]!
  return sum
}

interface Keeper {
  offer(columns: readonly number[], left: number): void
  /** What a newcomer has to beat. */
  worst(): number
  subsets(): Subset[]
  /** Notes that so many subsets are looked at. */
  look(subsets: number): void
  looked(): number
}

/** Keeps the best few different subsets. */
function createKeeper(keep: number): Keeper {
  const kept: Subset[] = []
  let looked = 0
  return {
    offer(columns, left) {
      const sorted = [...columns].sort((a, b) => a - b)
      if (kept.some((subset) => subset.columns.every((column, i) => column === sorted[i]))) return
      const at = kept.findIndex((subset) => left < subset.left)
      kept.splice(at < 0 ? kept.length : at, 0, { columns: sorted, left })
      if (kept.length > keep) kept.pop()
    },
    look(subsets) {
      looked += subsets
    },
    looked: () => looked,
    worst: () => (kept.length < keep ? Infinity : (kept.at(-1)?.left ?? Infinity)),
    subsets: () => kept
  }
}
