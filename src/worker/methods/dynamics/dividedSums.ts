import { bestSubsets, type SubsetOptions } from '../../numeric/bestSubsets.ts'
import { solveCholesky } from '../../numeric/cholesky.ts'
import type { Gram } from '../../numeric/gram.ts'

/** Subsets of one size with the same column of the denominator. */
const OF_EACH = 2

/**
 * Good subsets of each size from 2 with each column of the denominator: the best ones once that column is taken out of
 * target and terms, and the best ones without it with it put back, for either way alone goes astray where terms resemble
 * each other. Only one such column at a time: two explain each other. Columns from `firstBelow` on are the denominator's.
 */
export function dividedSums(
  gram: Gram,
  firstBelow: number,
  { maxSize, keep, shouldStop }: SubsetOptions
): (readonly number[])[] {
  if (firstBelow >= gram.p) return []
  const options = { maxSize: maxSize - 1, keep, shouldStop }
  const plain = bestSubsets(firstColumns(gram, firstBelow), options)
  const found: (readonly number[])[] = []
  for (let below = firstBelow; below < gram.p && !shouldStop(); below++) {
    const rest = takeOut(gram, below)
    if (rest === null) continue
    const terms = firstColumns(rest, firstBelow)
    const putBack = plain.flatMap((subsets) =>
      subsets
        .map(({ columns }) => ({ columns, left: remainder(terms, columns) }))
        .sort((a, b) => a.left - b.left)
        .slice(0, OF_EACH)
    )
    const direct = bestSubsets(terms, options).flatMap((subsets) => subsets.slice(0, OF_EACH))
    for (const { columns } of [...direct, ...putBack]) found.push([...columns, below])
  }
  return found
}

/** Products of what a column leaves of the others and of the target; null for a column of zeros. */
function takeOut({ p, matrix, cross }: Gram, taken: number): Gram | null {
  const square = matrix[taken * (p + 1)]!
  if (!(square > 0)) return null
  const share = (i: number): number => matrix[i * p + taken]! / square
  return {
    p,
    matrix: matrix.map((value, at) => {
      const [i, j] = [Math.floor(at / p), at % p]
      return i === taken || j === taken ? 0 : value - share(i) * matrix[j * p + taken]!
    }),
    cross: cross.map((value, i) => (i === taken ? 0 : value - share(i) * cross[taken]!))
  }
}

function firstColumns({ p, matrix, cross }: Gram, count: number): Gram {
  return { p: count, matrix: matrix.filter((_, at) => at % p < count && at < count * p), cross: cross.slice(0, count) }
}

/** What a subset leaves of a target of length 1; all of it where its columns depend on each other. */
function remainder({ p, matrix, cross }: Gram, columns: readonly number[]): number {
  const m = columns.length
  const block = Float64Array.from(
    { length: m * m },
    (_, at) => matrix[columns[Math.floor(at / m)]! * p + columns[at % m]!]!
  )
  const right = Float64Array.from(columns, (c) => cross[c]!)
  const solution = new Float64Array(m)
  if (!solveCholesky(block, right, new Float64Array(m * m), solution)) return 1
  return 1 - right.reduce((sum, value, i) => sum + value * solution[i]!, 0)
}
