import type { AxisData } from './axisData.ts'

/** Ratios of the relative to the constant part of the variance, at the largest value. */
const RATIOS = [0, 3, 30, 300, 3000, 3e4, 3e5]
/** Twice the logarithm of likelihood that a noise of two parts must gain over a constant one. */
const WORTH = 6

/**
 * Weights for noise that is partly constant and partly in proportion to the size of the target, by likelihood of the
 * differences between a row and the line through its neighbours, or of residuals where other inputs scatter the rows.
 * @param residuals of a model that fits roughly, with its predictions; null takes the neighbours
 */
export function weighByNoise(
  data: AxisData,
  fitted: { readonly residuals: Float64Array; readonly values: Float64Array } | null
): AxisData {
  const { size, difference } = fitted === null ? neighbours(data) : fromFit(fitted)
  const largest = size.reduce((most, value) => Math.max(most, value), 0)
  const counted = [...difference.keys()].filter((i) => Number.isFinite(difference[i]))
  if (!(largest > 0) || counted.length < 8) return data
  let best = { ratio: 0, cost: Infinity }
  for (const ratio of RATIOS) {
    let [sum, logs] = [0, 0]
    for (const i of counted) {
      const variance = (1 + ratio * (size[i]! / largest) ** 2) / data.weights[i]!
      sum += difference[i]! ** 2 / variance
      logs += Math.log(variance)
    }
    const cost = counted.length * Math.log(sum + Number.MIN_VALUE) + logs + (ratio === 0 ? 0 : WORTH)
    if (cost < best.cost) best = { ratio, cost }
  }
  if (best.ratio === 0) return data
  const raw = data.weights.map((weight, i) => weight / (1 + best.ratio * (size[i]! / largest) ** 2))
  const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length
  return { ...data, weights: raw.map((value) => value / mean) }
}

/** Size: median of five rows; difference: row against the line through the next ones, in units of one row's noise. */
function neighbours({ t, y, n }: AxisData) {
  const size = y.map((_, i) => {
    const from = Math.max(0, Math.min(n - 5, i - 2))
    return Math.abs([...y.slice(from, from + 5)].sort((a, b) => a - b)[Math.min(2, n - 1)]!)
  })
  const difference = y.map((value, i) => {
    if (i === 0 || i === n - 1) return NaN
    const span = t[i + 1]! - t[i - 1]!
    const share = span > 0 ? (t[i]! - t[i - 1]!) / span : 0.5
    return (value - (1 - share) * y[i - 1]! - share * y[i + 1]!) / Math.sqrt(1 + (1 - share) ** 2 + share ** 2)
  })
  return { size, difference }
}

function fromFit({ residuals, values }: { readonly residuals: Float64Array; readonly values: Float64Array }) {
  return { size: values.map(Math.abs), difference: residuals }
}
