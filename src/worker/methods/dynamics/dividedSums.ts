import { bestSubsets, type SubsetOptions } from '../../numeric/bestSubsets.ts'
import { solveCholesky } from '../../numeric/cholesky.ts'
import type { Gram } from '../../numeric/gram.ts'

/**
 * Good subsets of each size from 2 that hold one column of the denominator, best first: the best ones once that column
 * is taken out of target and terms, and the best ones without it with it put back, for either way alone goes astray where
 * terms resemble each other. Columns from `firstBelow` on are the denominator's.
 */
export function dividedSums(
  gram: Gram,
  firstBelow: number,
  { maxSize, keep, shouldStop }: SubsetOptions
): (readonly number[])[][] {
  const plain =
    firstBelow < gram.p
      ? bestSubsets(firstColumns(gram, firstBelow), { maxSize: maxSize - 1, keep, shouldStop }).flat()
      : []
  const bySize = new Map<number, { readonly columns: readonly number[]; readonly left: number }[]>()
  for (let below = firstBelow; below < gram.p && !shouldStop(); below++) {
    const rest = takeOut(gram, below)
    if (rest === null) continue
    const terms = firstColumns(rest, firstBelow)
    const explained = gram.cross[below]! ** 2 / gram.matrix[below * (gram.p + 1)]!
    const direct = bestSubsets(rest, { maxSize: maxSize - 1, keep, shouldStop }).flat()
    const putBack = plain.map(({ columns }) => ({ columns, left: remainder(terms, columns) }))
    for (const subset of [...direct, ...putBack]) {
      const columns = [...subset.columns, below].sort((a, b) => a - b)
      bySize.set(columns.length, [...(bySize.get(columns.length) ?? []), { columns, left: subset.left - explained }])
    }
  }
  return [...bySize.values()].map((subsets) => subsets.sort((a, b) => a.left - b.left).map(({ columns }) => columns))
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
