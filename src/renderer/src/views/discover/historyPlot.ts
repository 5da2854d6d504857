import type { Mark, Plot } from '../../../../shared/domain/evidence.ts'
import { formatPercent } from '../../ui/plot/formatMeasured.ts'

/** Errors of rounding alone have no meaning. */
const LEAST_PERCENT = 1e-12

/** Best relative error over time, as a step line up to now with a dot at its end. */
export function historyPlot(history: readonly (readonly [number, number])[], seconds: number): Plot {
  const x: number[] = []
  const y: number[] = []
  for (const [at, error] of history) {
    const percent = Math.max(LEAST_PERCENT, 100 * error)
    const before = y.at(-1)
    if (before !== undefined) {
      x.push(at)
      y.push(before)
    }
    x.push(at)
    y.push(percent)
  }
  const last = y.at(-1)
  const marks: Mark[] = []
  if (last !== undefined) {
    const now = Math.max(seconds, x.at(-1) ?? 0)
    x.push(now)
    y.push(last)
    marks.push(
      { kind: 'line', series: 'law', x: Float64Array.from(x), y: Float64Array.from(y) },
      {
        kind: 'points',
        series: 'law',
        x: Float64Array.of(now),
        y: Float64Array.of(last),
        labels: [formatPercent(last / 100)]
      }
    )
  }
  return {
    kind: 'plot',
    id: 'best-so-far',
    title: 'Best so far',
    x: { label: 'elapsed', unit: 's', scale: 'linear' },
    y: { label: 'relative error on unseen rows', unit: '%', scale: 'log' },
    marks,
    caption: ''
  }
}
