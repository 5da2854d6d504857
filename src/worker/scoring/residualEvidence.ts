import type { Mark, Plot } from '../../shared/domain/evidence.ts'
import { axisOf, extent, type LawOnRows } from './lawOnRows.ts'

const MIN_BINS = 5
const MAX_BINS = 40

/** Residuals against the prediction and every input, their histogram, and their quantiles beside a normal law's. */
export function residualPlots(onRows: LawOnRows): Plot[] {
  const { problem, predicted, labels, sampleNote } = onRows
  const residuals = problem.y.map((value, i) => value - predicted[i]!)
  const zero: Mark = { kind: 'rule', series: 'zero', axis: 'y', at: 0 }
  const residualAxis = {
    label: `residual of ${problem.target.name}`,
    unit: problem.target.unit,
    scale: 'linear'
  } as const
  const against = problem.inputs.map((input, j): Plot => {
    const x = problem.x[j]!
    return {
      kind: 'plot',
      id: `residual-${input.name}`,
      title: `Residual against ${input.name}`,
      x: axisOf(input, x),
      y: residualAxis,
      marks: [zero, { kind: 'points', series: 'data', x, y: residuals, labels }],
      caption: `Measured minus predicted. A trend here is structure that the law misses.${sampleNote}`
    }
  })
  return [
    ...against,
    {
      kind: 'plot',
      id: 'residual-predicted',
      title: 'Residual against prediction',
      x: { ...axisOf(problem.target, predicted), label: `predicted ${problem.target.name}` },
      y: residualAxis,
      marks: [zero, { kind: 'points', series: 'data', x: predicted, y: residuals, labels }],
      caption: `A funnel means that the noise grows with the value.${sampleNote}`
    },
    histogram(residuals, residualAxis),
    quantiles(residuals, residualAxis)
  ]
}

/** Counts in equal bins of the width of Freedman and Diaconis (1981), doi:10.1007/BF01025868. */
function histogram(residuals: Float64Array, axis: Plot['x']): Plot {
  const sorted = residuals.toSorted()
  const n = sorted.length
  const [low, high] = extent(sorted)
  const quartiles = sorted[Math.floor(0.75 * n)]! - sorted[Math.floor(0.25 * n)]!
  const width = (2 * quartiles) / Math.cbrt(n)
  const wanted = width > 0 ? Math.ceil((high - low) / width) : 1
  const bins = Math.min(MAX_BINS, Math.max(MIN_BINS, wanted))
  const span = high > low ? high - low : 1
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) => low + (span * k) / bins)
  const heights = new Float64Array(bins)
  for (const residual of sorted) heights[Math.min(bins - 1, Math.floor(((residual - low) / span) * bins))]! += 1
  return {
    kind: 'plot',
    id: 'residual-histogram',
    title: 'Histogram of the residuals',
    x: axis,
    y: { label: 'rows', unit: null, scale: 'linear' },
    marks: [{ kind: 'bars', series: 'data', edges, heights }],
    caption: 'One peak around zero is what pure noise looks like.'
  }
}

function quantiles(residuals: Float64Array, axis: Plot['y']): Plot {
  const sorted = residuals.toSorted()
  const n = sorted.length
  const mean = sorted.reduce((sum, r) => sum + r, 0) / n
  const width = Math.sqrt(sorted.reduce((sum, r) => sum + (r - mean) ** 2, 0) / n)
  // plotting positions of Blom (1958): (k − 3/8)/(n + 1/4)
  const normal = Float64Array.from(sorted.keys(), (k) => normalQuantile((k + 0.625) / (n + 0.25)))
  const ends = Float64Array.of(normal[0]!, normal[n - 1]!)
  return {
    kind: 'plot',
    id: 'residual-quantiles',
    title: 'Quantiles of the residuals',
    x: { label: 'quantile of a normal law', unit: 'σ', scale: 'linear' },
    y: axis,
    marks: [
      { kind: 'line', series: 'normal', x: ends, y: ends.map((z) => mean + width * z) },
      { kind: 'points', series: 'data', x: normal, y: sorted, labels: null }
    ],
    caption: 'Normal noise lies on the line; bent ends are outliers.'
  }
}

/** Inverse of the normal distribution function, error below 4.5e-4 (Abramowitz and Stegun 26.2.23): enough for a plot. */
export function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)))
  const z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  return p < 0.5 ? -z : z
}
