import type { TrainingSample } from '../trainingSample.ts'
import type { NoiseView } from './noiseView.ts'

/** Signal beyond which a row tells no more, and what a row of no signal counts, in σ. */
const MOST_TELLING = 10
const LEAST_TELLING = 0.3

/** Rows drawn evenly along the sum of |v̂|/σ, so that those that noise drowns are few; in the order of the sample. */
export function tellingRows({ sample, fitted, sigma }: NoiseView, size: number): TrainingSample {
  if (sample.n <= size) return sample
  const values = fitted(sample.x, sample.n)
  const share = values.map((value, i) => {
    const signal = (Math.abs(value) * Math.sqrt(sample.weights?.[i] ?? 1)) / sigma
    return Math.min(signal, MOST_TELLING) + LEAST_TELLING
  })
  const step = share.reduce((sum, value) => sum + value, 0) / size
  const rows: number[] = []
  let along = 0
  share.forEach((value, i) => {
    along += value
    if (along < step * (rows.length + 0.5)) return
    rows.push(i)
  })
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  const { x, y, weights } = sample
  return { n: rows.length, x: x.map(pick), y: pick(y), weights: weights && pick(weights) }
}
