import type { Random } from '../../numeric/random.ts'
import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { SamplePairs } from './samplePairs.ts'

/** Points, each an array of its coordinates. */
export type Points = readonly Float64Array[]

/** Pairs in units of the spread of each coordinate, parted into those that are learnt from and those held out. */
export interface PairTable {
  readonly pairs: SamplePairs
  /** Coordinates that vary, by number. */
  readonly kept: readonly number[]
  readonly centre: readonly number[]
  readonly spread: readonly number[]
  readonly training: PairPart
  readonly heldOut: PairPart
}

export interface PairPart {
  readonly from: Points
  readonly to: Points
  readonly group: Int32Array
}

const HELD_OUT = 0.3
/** More pairs than this say little more, and cost time. */
const MOST_PAIRS = 3000

export function pairTable(pairs: SamplePairs, random: Random): PairTable {
  const columns = pairs.names.map((_, j) => Float64Array.from([...pairs.from, ...pairs.to], (point) => point[j]!))
  const kept = columns.flatMap((values, j) => (standardDeviation(values) > 1e-12 * Math.abs(mean(values)) ? [j] : []))
  const centre = kept.map((j) => mean(columns[j]!))
  const spread = kept.map((j) => standardDeviation(columns[j]!))
  const scaled = (point: Float64Array) => Float64Array.from(kept, (j, c) => (point[j]! - centre[c]!) / spread[c]!)
  const part = (rows: readonly number[]): PairPart => ({
    from: rows.map((row) => scaled(pairs.from[row]!)),
    to: rows.map((row) => scaled(pairs.to[row]!)),
    group: Int32Array.from(rows, (row) => pairs.group[row]!)
  })
  const blocks = random.shuffle([...new Set(pairs.block)])
  const heldOutBlocks = new Set(blocks.slice(0, Math.max(1, Math.round(HELD_OUT * blocks.length))))
  const rows = random.shuffle(pairs.from.map((_, row) => row)).slice(0, MOST_PAIRS)
  return {
    pairs,
    kept,
    centre,
    spread,
    training: part(rows.filter((row) => !heldOutBlocks.has(pairs.block[row]!))),
    heldOut: part(rows.filter((row) => heldOutBlocks.has(pairs.block[row]!)))
  }
}
