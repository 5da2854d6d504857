import { mean, standardDeviation } from '../../numeric/statistics.ts'
import { splineColumns } from '../template/splineColumns.ts'

/** What some inputs may do together to a target, beside what fewer of them do. */
export interface Effect {
  /** Inputs that it needs, ascending. */
  readonly inputs: readonly number[]
  readonly columns: readonly Float64Array[]
}

/** Rows for each number of the curve of one input, and the most numbers of it. */
const ROWS_OF_CURVE = 12
const MOST_OF_CURVE = 12
/** Columns of a surface over two inputs, where there are enough rows for it. */
const SURFACE = 25
const ROWS_OF_SURFACE = 150

/**
 * The effects of every input, pair and triple of inputs, as columns: slopes and curves of one,
 * products of two and three, and then smooth surfaces over two, which would take the place of all that is simpler.
 */
export function possibleEffects(x: readonly Float64Array[], n: number): readonly (readonly Effect[])[] {
  const scaled = x.map(standardized)
  const effects: Effect[] = []
  const surfaces: Effect[] = []
  for (const [j, own] of scaled.entries()) {
    effects.push({ inputs: [j], columns: [own] })
    effects.push({ inputs: [j], columns: [product(own, own)] })
    const most = Math.min(MOST_OF_CURVE, Math.floor(n / ROWS_OF_CURVE))
    effects.push({ inputs: [j], columns: splineColumns([own], most) })
  }
  for (const [j, a] of scaled.entries()) {
    for (const [k, b] of scaled.slice(0, j).entries()) {
      const inputs = [k, j]
      const together = product(a, b)
      effects.push({ inputs, columns: [together] })
      effects.push({ inputs, columns: [product(a, together), product(b, together), product(together, together)] })
      if (n >= ROWS_OF_SURFACE) surfaces.push({ inputs, columns: splineColumns([a, b], SURFACE) })
      for (const [i, c] of scaled.slice(0, k).entries())
        effects.push({ inputs: [i, k, j], columns: [product(c, together)] })
    }
  }
  return [effects, surfaces]
}

function standardized(values: Float64Array): Float64Array {
  const centre = mean(values)
  const width = standardDeviation(values) || 1
  return values.map((value) => (value - centre) / width)
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * b[i]!)
}
