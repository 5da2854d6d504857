import type { ChangeTable } from './changeTable.ts'
import type { LibraryTerm } from './libraryTerm.ts'
import type { Motion } from './motion.ts'
import type { TermColumns } from './termColumns.ts'

/** Values of the terms at every point, with the noise that smoothing leaves. */
export function pointChanges(motion: Motion, terms: readonly LibraryTerm[], columns: TermColumns): ChangeTable {
  return {
    n: motion.n,
    values: terms.map((term) => columns.values(term, motion.columns)),
    group: motion.group,
    groups: motion.starts.length - 1,
    slopes: slopesOf(motion, terms, columns, (j, point) => motion.errors[j]![point]!),
    rowOf: null
  }
}

/** A table of block means, with the time of each block. */
export interface BlockTable extends ChangeTable {
  readonly time: Float64Array
}

/**
 * Means over blocks of so many points along each trajectory. A conserved quantity is the same at all of them, so that
 * averaging it costs no bias, while the noise as measured falls with the block: what is nearly conserved shows.
 */
export function blockChanges(
  motion: Motion,
  terms: readonly LibraryTerm[],
  columns: TermColumns,
  points: number
): BlockTable {
  const { n, starts, group, noise } = motion
  const rowOf = new Int32Array(n)
  const groupOf: number[] = []
  const sizes: number[] = []
  for (let g = 0; g + 1 < starts.length; g++) {
    const [start, length] = [starts[g]!, starts[g + 1]! - starts[g]!]
    const blocks = Math.max(2, Math.floor(length / points))
    const first = sizes.length
    for (let i = 0; i < length; i++) {
      const row = first + Math.min(blocks - 1, Math.floor((i * blocks) / length))
      rowOf[start + i] = row
      sizes[row] = (sizes[row] ?? 0) + 1
      groupOf[row] = group[start]!
    }
  }
  const average = (values: Float64Array) => {
    const means = new Float64Array(sizes.length)
    for (let i = 0; i < n; i++) means[rowOf[i]!] = means[rowOf[i]!]! + values[i]! / sizes[rowOf[i]!]!
    return means
  }
  return {
    n: sizes.length,
    values: terms.map((term) => average(columns.values(term, motion.columns))),
    group: Int32Array.from(groupOf),
    groups: starts.length - 1,
    slopes: slopesOf(motion, terms, columns, (j, point) => noise[j]! / sizes[rowOf[point]!]!),
    rowOf,
    time: average(motion.time)
  }
}

function slopesOf(
  { n, variables, columns: states }: Motion,
  terms: readonly LibraryTerm[],
  columns: TermColumns,
  errorAt: (j: number, point: number) => number
): Float64Array[][] {
  const none = new Float64Array(n)
  return variables.flatMap(({ isFixed }, j) => {
    if (isFixed) return []
    return [terms.map((term) => columns.slope(term, j, states)?.map((slope, i) => slope * errorAt(j, i)) ?? none)]
  })
}
