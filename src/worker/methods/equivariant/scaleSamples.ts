import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { InvariantSamples } from './samples.ts'

export function pickSamples(samples: InvariantSamples, rows: readonly number[]): InvariantSamples {
  const pick = (values: Float64Array, size: number) => {
    const picked = new Float64Array(rows.length * size)
    rows.forEach((row, i) => picked.set(values.subarray(row * size, (row + 1) * size), i * size))
    return picked
  }
  const { sites, elements, width, values, vectors } = samples
  return {
    ...samples,
    n: rows.length,
    values: pick(values, sites * elements * width),
    vectors: vectors && { axes: vectors.axes, values: pick(vectors.values, sites * vectors.axes) }
  }
}

/** Invariants in units of their spread over the samples that are learnt from, which the group does not change either. */
export function scaleInvariants(samples: InvariantSamples, rows: readonly number[]): InvariantSamples {
  const { width } = samples
  const seen = pickSamples(samples, rows).values
  const values = samples.values.slice()
  for (let w = 0; w < width; w++) {
    const column = Float64Array.from({ length: seen.length / width }, (_, k) => seen[k * width + w]!)
    const [centre, spread] = [mean(column), standardDeviation(column) || 1]
    for (let k = w; k < values.length; k += width) values[k] = (values[k]! - centre) / spread
  }
  return { ...samples, values }
}

/** Components of a vector keep their zero and share one unit. */
export function scaleAnswers(
  answers: readonly Float64Array[],
  rows: readonly number[],
  isScalar: boolean
): Float64Array[] {
  // prettier-ignore
  const spreads = answers.map((values) => standardDeviation(rows.map((row) => values[row]!)))
  const size = Math.sqrt(mean(spreads.map((spread) => spread * spread))) || 1
  return answers.map((values) => {
    const centre = isScalar ? mean(rows.map((row) => values[row]!)) : 0
    return values.map((value) => (value - centre) / size)
  })
}

export function scaleColumns(columns: readonly Float64Array[], rows: readonly number[]): Float64Array[] {
  return columns.map((values) => {
    const seen = rows.map((row) => values[row]!)
    const [centre, spread] = [mean(seen), standardDeviation(seen) || 1]
    return values.map((value) => (value - centre) / spread)
  })
}
