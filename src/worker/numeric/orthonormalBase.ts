/** Less than this share of the square of a column outside the base is rounding. */
const DEPENDENT = 1e-20

/** An orthonormal base of the columns √w·column; those that depend on earlier ones add nothing. */
export function orthonormalBase(columns: readonly Float64Array[], rootWeights: Float64Array): Float64Array[] {
  const base: Float64Array[] = []
  for (const column of columns) {
    const rest = takeOut(base, weighted(column, rootWeights))
    if (rest !== null) base.push(rest)
  }
  return base
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
  const after = projectOut(base, rest)
  if (!(after > DEPENDENT * before) || !Number.isFinite(after)) return null
  const scale = 1 / Math.sqrt(after)
  for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! * scale
  return rest
}

/** Takes the part in the base out of the column, in place; gives the square of what is left. */
export function projectOut(base: readonly Float64Array[], column: Float64Array): number {
  // twice is enough: W. Kahan's rule for Gram–Schmidt
  for (let pass = 0; pass < 2; pass++) for (const q of base) addMultiple(-dot(q, column), q, column)
  return dot(column, column)
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addMultiple(factor: number, a: Float64Array, into: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] = into[i]! + factor * a[i]!
}
