import { leastSquares } from '../../numeric/leastSquares.ts'
import { dot } from '../../numeric/orthonormalBase.ts'

/** Σ coefficients[k] · columns[members[k]] = 0 on every row. */
export interface VanishingSum {
  readonly members: readonly number[]
  readonly coefficients: readonly number[]
}

/** What of a column lies outside the earlier ones. */
export interface Outside {
  /** Its direction, of length 1; zeros where nothing lies outside. */
  readonly direction: Float64Array
  /** Its length as a share of that of the column, relative to the least share before. */
  readonly drop: number
}

/** Goes through columns one by one and tells which are combinations of earlier ones. */
export interface VanishingSearch {
  add(column: Float64Array): Outside
  /** The sum of the last column and earlier ones that vanishes, or null where there is none. */
  sum(): VanishingSum | null
}

/** A column of which less than this share of the length lies outside the earlier ones adds nothing to them. */
const VANISHING = 1e-14
/** One depends on them where this much less is outside than of any before, as smooth functions alone do not make it; it is to be small, too. */
const DROP = 1e-3
const SMALL = 1e-3
/** Shares below this are rounding alone. */
const ROUNDING = 1e-15
/** Shares of the longest part below which parts of a sum are taken for rounding, from rough to fine. */
const THRESHOLDS = [1e-2, 1e-4, 1e-6, 1e-8]
/** Longer sums are no laws. */
const LONGEST = 16

/**
 * The first of the columns that depends on those before it, and which of them it needs; none where that are many. With monomials in ascending order
 * this is the shortest polynomial that vanishes on the data.
 *
 * Source: D. Heldt, M. Kreuzer, S. Pokutta, H. Poulisse, "Approximate computation of zero-dimensional polynomial ideals"
 * (2009), doi:10.1016/j.jsc.2008.11.010.
 */
export function createVanishingSearch(): VanishingSearch {
  const columns: Float64Array[] = []
  /** Numbers of the columns that no sum of earlier ones gives, an orthonormal base of them, and each in that base. */
  const independent: number[] = []
  const base: Float64Array[] = []
  const triangle: Float64Array[] = []
  let least = 1
  let last: {
    readonly components: Float64Array
    readonly share: number
    readonly drop: number
    readonly before: number
  } | null = null

  /** The combination of all independent columns that comes nearest to a column with these components in the base. */
  function combination(components: Float64Array): VanishingSum {
    const left = components.slice()
    // the last column itself may have joined the base
    for (let k = left.length - 1; k >= 0; k--) {
      left[k] = left[k]! / triangle[k]![k]!
      for (let i = 0; i < k; i++) left[i] = left[i]! - left[k]! * triangle[k]![i]!
    }
    return { members: independent.slice(0, left.length), coefficients: [...left] }
  }

  return {
    add(column) {
      columns.push(column)
      last = null
      const length = lengthOf(column)
      const direction = column.slice()
      if (!(length > 0) || !Number.isFinite(length)) return { direction: direction.fill(0), drop: Infinity }
      const components = takeComponents(base, direction)
      const left = lengthOf(direction)
      const share = left / length
      const drop = share / least
      last = { components, share, drop, before: least }
      for (let i = 0; i < direction.length; i++) direction[i] = left > 0 ? direction[i]! / left : 0
      if (share < VANISHING) return { direction, drop }
      least = Math.min(least, share)
      base.push(direction)
      triangle.push(Float64Array.of(...components, left))
      independent.push(columns.length - 1)
      return { direction, drop }
    },
    sum() {
      if (last === null) return null
      const { components, share, drop, before } = last
      const isVanishing = drop < DROP && share < SMALL
      if (!isVanishing) return null
      // midway between what this sum leaves and what none of the earlier ones could do without
      const most = Math.sqrt(Math.max(ROUNDING, share) * before)
      return shortestSum(columns, combination(components), columns.length - 1, most)
    }
  }
}

/** Takes the part in the base out of the column, in place; gives its components. */
function takeComponents(base: readonly Float64Array[], column: Float64Array): Float64Array {
  const components = new Float64Array(base.length)
  // twice is enough: W. Kahan's rule for Gram–Schmidt
  for (let pass = 0; pass < 2; pass++) {
    for (const [k, q] of base.entries()) {
      const along = dot(q, column)
      components[k] = components[k]! + along
      for (let i = 0; i < column.length; i++) column[i] = column[i]! - along * q[i]!
    }
  }
  return components
}

/** The last column as a combination of as few of the others as it takes to leave so small a share of its length. */
function shortestSum(
  columns: readonly Float64Array[],
  all: VanishingSum,
  last: number,
  most: number
): VanishingSum | null {
  const target = columns[last]!
  const longest = most * lengthOf(target)
  const solve = (members: readonly number[]): VanishingSum | null => {
    if (members.length > LONGEST) return null
    const fit = leastSquares(
      members.map((c) => columns[c]!),
      target
    )
    if (fit === null || !(Math.sqrt(fit.rss) <= longest)) return null
    return { members, coefficients: [...fit.coefficients] }
  }
  const parts = partsOf(all, columns)
  const largest = Math.max(...parts)
  for (const threshold of THRESHOLDS) {
    let sum = solve(all.members.filter((_, k) => parts[k]! > threshold * largest))
    if (sum === null) continue
    for (let shorter: VanishingSum | null = sum; shorter !== null;) {
      sum = shorter
      shorter = withoutOne(sum, partsOf(sum, columns), solve)
    }
    return { members: [...sum.members, last], coefficients: [...sum.coefficients, -1] }
  }
  return null
}

/** The sum without one of its parts, the smallest that it can do without. */
function withoutOne(
  { members }: VanishingSum,
  parts: readonly number[],
  solve: (members: readonly number[]) => VanishingSum | null
): VanishingSum | null {
  const order = parts.map((_, k) => k).sort((a, b) => parts[a]! - parts[b]!)
  for (const k of order) {
    const fewer = members.length === 1 ? null : solve(members.filter((_, at) => at !== k))
    if (fewer !== null) return fewer
  }
  return null
}

/** Lengths of the parts of a sum. */
function partsOf({ members, coefficients }: VanishingSum, columns: readonly Float64Array[]): number[] {
  return members.map((c, k) => Math.abs(coefficients[k]!) * lengthOf(columns[c]!))
}

function lengthOf(column: Float64Array): number {
  return Math.sqrt(dot(column, column))
}
