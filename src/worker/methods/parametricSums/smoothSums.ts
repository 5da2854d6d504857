import { pickRows } from '../../numeric/pickRows.ts'

/** Columns that span 1 and smooth functions of one input each, on some rows. */
export interface SmoothSums {
  readonly rows: Uint32Array
  readonly columns: readonly Float64Array[]
}

const MAX_ROWS = 300
const MAX_COLUMNS = 40
/** Polynomials of an input, and of its logarithm, go up to this degree; of many inputs lower. */
const DEGREE = 5

/** @param inputs columns over all `n` rows, which are thinned evenly */
export function smoothSums(inputs: readonly Float64Array[], n: number): SmoothSums {
  const count = Math.min(MAX_ROWS, n)
  const rows = Uint32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count))
  const scales = inputs.flatMap((input) => {
    const values = pickRows(input, rows)
    return values.every((value) => value > 0) ? [values, values.map(Math.log)] : [values]
  })
  const degree = Math.max(1, Math.min(DEGREE, Math.floor(MAX_COLUMNS / scales.length)))
  return {
    rows,
    columns: [new Float64Array(count).fill(1), ...scales.flatMap((values) => polynomials(values, degree))]
  }
}

/** Chebyshev polynomials of values scaled to −1 … 1, from the first degree; none of values that are all the same. */
function polynomials(values: Float64Array, degree: number): Float64Array[] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  if (!(high > low)) return []
  const angles = values.map((value) => Math.acos(Math.max(-1, Math.min(1, (2 * (value - low)) / (high - low) - 1))))
  return Array.from({ length: degree }, (_, k) => angles.map((angle) => Math.cos((k + 1) * angle)))
}
