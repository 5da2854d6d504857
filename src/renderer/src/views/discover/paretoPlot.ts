import type { Mark, Plot } from '../../../../shared/domain/evidence.ts'
import type { Law } from '../../../../shared/domain/law.ts'
import type { VisitedPoint } from '../../../../shared/domain/run.ts'
import { unseenError } from '../laws/relativeError.ts'

/** A law with its place in the Pareto plot. Errors in per cent, so that the axis can say so. */
export interface ParetoPoint {
  readonly law: Law
  readonly complexity: number
  readonly percent: number
  readonly isRecommended: boolean
}

/** Visited formulas that do worse than this, and worse than every law, would only press the front together. */
const MOST_PERCENT = 150
/** Errors of rounding alone; smaller ones have no meaning and would stretch a log axis without end. */
const LEAST_PERCENT = 1e-12

/** Laws that have a place in the plot, simplest first. `laws` come best first: the first is the recommended one. */
export function paretoPoints(laws: readonly Law[], spread: number | null): readonly ParetoPoint[] {
  return laws
    .map((law, i) => ({
      law,
      complexity: law.complexity,
      percent: Math.max(LEAST_PERCENT, 100 * unseenError(law, spread)),
      isRecommended: i === 0
    }))
    .filter(({ percent }) => Number.isFinite(percent))
    .toSorted((a, b) => a.complexity - b.complexity || b.percent - a.percent)
}

/** Complexity against error on unseen rows: what was visited, the laws, and the step line of the best so far. */
export function paretoPlot(points: readonly ParetoPoint[], visited: readonly VisitedPoint[]): Plot {
  const most = Math.max(MOST_PERCENT, ...points.map(({ percent }) => percent))
  const seen = visited.filter(({ error }) => error * 100 <= most && error >= 0)
  const marks: Mark[] = []
  if (seen.length > 0) {
    marks.push({
      kind: 'points',
      series: 'visited, not kept',
      x: Float64Array.from(seen, ({ complexity }) => complexity),
      y: Float64Array.from(seen, ({ error }) => Math.max(LEAST_PERCENT, 100 * error)),
      labels: null
    })
  }
  if (points.length > 0) {
    const farthest = Math.max(...[...points, ...seen].map(({ complexity }) => complexity)) + 1
    marks.push(frontLine(points, farthest))
    marks.push({
      kind: 'points',
      series: 'law',
      x: Float64Array.from(points, ({ complexity }) => complexity),
      y: Float64Array.from(points, ({ percent }) => percent),
      labels: null
    })
  }
  return {
    kind: 'plot',
    id: 'pareto-front',
    title: 'Laws found so far',
    x: { label: 'complexity (nodes, free parameters count double)', unit: null, scale: 'linear' },
    y: { label: 'relative error on unseen rows', unit: '%', scale: 'log' },
    marks,
    caption: ''
  }
}

/** The smallest error that a law of at most this complexity has, as a step line that runs on to the right edge. */
function frontLine(points: readonly ParetoPoint[], farthest: number): Mark {
  const x: number[] = []
  const y: number[] = []
  let best = Infinity
  for (const { complexity, percent } of points) {
    if (percent >= best) continue
    if (best < Infinity) {
      x.push(complexity)
      y.push(best)
    }
    x.push(complexity)
    y.push(percent)
    best = percent
  }
  x.push(farthest)
  y.push(best)
  return { kind: 'line', series: 'the front', x: Float64Array.from(x), y: Float64Array.from(y) }
}
