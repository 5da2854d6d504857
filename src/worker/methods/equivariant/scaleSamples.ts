import { mean, standardDeviation } from '../../numeric/statistics.ts'
import type { InvariantSamples } from './samples.ts'

/** Scaled values are (value − centre) / spread. */
export interface Scale {
  readonly centre: number
  readonly spread: number
}

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
export function scaleInvariants(
  samples: InvariantSamples,
  rows: readonly number[]
): { samples: InvariantSamples; scales: Scale[] } {
  const { width } = samples
  const seen = pickSamples(samples, rows).values
  const scales = Array.from({ length: width }, (_, w) =>
    scaleOf(Float64Array.from({ length: seen.length / width }, (_value, k) => seen[k * width + w]!))
  )
  const values = samples.values.map((value, k) => scaled(value, scales[k % width]!))
  return { samples: { ...samples, values }, scales }
}

export interface ScaledColumns {
  readonly columns: readonly Float64Array[]
  readonly scales: readonly Scale[]
}

/** Components of a vector keep their zero and share one unit. */
export function scaleAnswers(
  answers: readonly Float64Array[],
  rows: readonly number[],
  isScalar: boolean
): ScaledColumns {
  // prettier-ignore
  const spreads = answers.map((values) => standardDeviation(rows.map((row) => values[row]!)))
  const size = Math.sqrt(mean(spreads.map((spread) => spread * spread))) || 1
  const centreOf = (values: Float64Array) => (isScalar ? mean(rows.map((row) => values[row]!)) : 0)
  return scaledBy(answers, answers.map((values) => ({ centre: centreOf(values), spread: size }))) // prettier-ignore
}

export function scaleColumns(columns: readonly Float64Array[], rows: readonly number[]): ScaledColumns {
  return scaledBy(columns, columns.map((values) => scaleOf(rows.map((row) => values[row]!)))) // prettier-ignore
}

function scaledBy(columns: readonly Float64Array[], scales: readonly Scale[]): ScaledColumns {
  return { columns: columns.map((values, j) => values.map((value) => scaled(value, scales[j]!))), scales }
}

function scaleOf(values: ArrayLike<number>): Scale {
  return { centre: mean(values), spread: standardDeviation(values) || 1 }
}

function scaled(value: number, { centre, spread }: Scale): number {
  return (value - centre) / spread
}
