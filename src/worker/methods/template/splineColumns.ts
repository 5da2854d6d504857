/** Degree of the pieces. */
const DEGREE = 3
/** A column of so few different values has a number for each of them. */
const FEW_VALUES = 8
/** More inputs than this are taken as a sum of functions of one. */
const MAX_TENSOR = 3
/** Knots lie between this many parts of the rows. */
const PARTS = { least: 2, most: 10 }

/**
 * Columns whose linear combinations take any smooth shape over the inputs: cubic B-splines with knots at quantiles, for
 * two and three inputs their products. They add up to 1 in every row (to the number of inputs where there are more).
 *
 * Source: C. de Boor, "A Practical Guide to Splines", Springer 1978 (recurrence).
 * @param most columns that may be made, which the rows can bear
 */
export function splineColumns(inputs: readonly Float64Array[], most: number): Float64Array[] {
  if (inputs.length > MAX_TENSOR) {
    return inputs.flatMap((values) => basisOf(values, Math.max(DEGREE + 1, Math.floor(most / inputs.length))))
  }
  const each = Math.max(2, Math.floor(most ** (1 / inputs.length)))
  return inputs.map((values) => basisOf(values, each)).reduce(products)
}

function products(left: Float64Array[], right: Float64Array[]): Float64Array[] {
  return left.flatMap((a) => right.map((b) => a.map((value, i) => value * b[i]!)))
}

/** At most `most` columns for one input, four at least unless it has fewer values. */
function basisOf(values: Float64Array, most: number): Float64Array[] {
  const sorted = values.toSorted()
  const levels = [...new Set(sorted)]
  if (levels.length <= Math.min(FEW_VALUES, Math.max(most, 2))) {
    return levels.map((level) => values.map((value) => (value === level ? 1 : 0)))
  }
  const degree = Math.min(DEGREE, Math.max(1, most - 1))
  const parts = Math.min(PARTS.most, Math.max(PARTS.least, most - degree))
  const [low, high] = [sorted[0]!, sorted.at(-1)!]
  const inner = Array.from({ length: parts - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / parts)]!)
  const between = [...new Set(inner)].filter((knot) => knot > low && knot < high)
  const ends = (value: number) => Array<number>(degree + 1).fill(value)
  return bSplines(values, [...ends(low), ...between, ...ends(high)], degree)
}

/** B-splines by the recurrence over the degree; the last piece includes its end. */
function bSplines(values: Float64Array, knots: readonly number[], degree: number): Float64Array[] {
  const last = knots.length - degree - 2
  let basis = Array.from({ length: knots.length - 1 }, (_, k) =>
    values.map((value) => {
      const isInside = value >= knots[k]! && value < knots[k + 1]!
      return isInside || (k === last && value >= knots[k + 1]!) ? 1 : 0
    })
  )
  for (let d = 1; d <= degree; d++) {
    basis = Array.from({ length: knots.length - 1 - d }, (_, k) => {
      const [rise, fall] = [knots[k + d]! - knots[k]!, knots[k + d + 1]! - knots[k + 1]!]
      return values.map((value, i) => {
        const left = rise > 0 ? ((value - knots[k]!) / rise) * basis[k]![i]! : 0
        return left + (fall > 0 ? ((knots[k + d + 1]! - value) / fall) * basis[k + 1]![i]! : 0)
      })
    })
  }
  return basis
}
