import { findOutliers } from './findOutliers.ts'

/** What the checks of a table need to know of the values of one column. */
export interface ColumnFacts {
  readonly missing: number
  /** Row of the first missing cell, or −1. */
  readonly firstMissing: number
  /** More than one row, and one value in all that are not missing. */
  readonly isConstant: boolean
  /** Sizes of the values; Infinity and 0 where there are none. */
  readonly smallest: number
  readonly largest: number
  readonly hasPositive: boolean
  readonly hasNegative: boolean
  /** Row of the first value far off the rest, or −1. */
  readonly firstOutlier: number
  readonly outliers: number
}

/** By the array that they were made from: names, units and roles change often, values do not. */
const known = new WeakMap<Float64Array, ColumnFacts>()

/** Looks at every value once; the second time the answer is at hand. */
export function columnFacts(values: Float64Array): ColumnFacts {
  const facts = known.get(values) ?? lookAt(values)
  known.set(values, facts)
  return facts
}

function lookAt(values: Float64Array): ColumnFacts {
  let [missing, firstMissing, smallest, largest] = [0, -1, Infinity, 0]
  let [low, high] = [Infinity, -Infinity]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (Number.isNaN(value)) {
      if (missing++ === 0) firstMissing = row
      continue
    }
    const size = Math.abs(value)
    if (size < smallest) smallest = size
    if (size > largest) largest = size
    if (value < low) low = value
    if (value > high) high = value
  }
  const outliers = findOutliers(values)
  return {
    missing,
    firstMissing,
    isConstant: values.length > 1 && low === high,
    smallest,
    largest,
    hasPositive: high > 0,
    hasNegative: low < 0,
    firstOutlier: outliers[0] ?? -1,
    outliers: outliers.length
  }
}
