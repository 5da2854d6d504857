import type { Mark, Plot } from '../../../../shared/domain/evidence.ts'
import type { TrainingPoint, TrainingSeries } from '../../../../shared/domain/training.ts'

/** More curves than those of so many networks could not be told apart. */
const MOST_NETWORKS = 3

/** Loss over the steps of the latest networks: on held-out rows, and on those that the training sees. */
export function trainingPlot(training: readonly TrainingSeries[]): Plot {
  return {
    kind: 'plot',
    id: 'training',
    title: 'Training',
    x: { label: 'step', unit: null, scale: 'linear' },
    y: { label: 'loss', unit: null, scale: 'log' },
    marks: training
      .slice(-MOST_NETWORKS)
      .flatMap(({ network, points }) => [
        line(network, points, ({ score }) => score),
        line(`${network}, training`, points, ({ loss }) => loss)
      ]),
    caption: ''
  }
}

function line(series: string, points: readonly TrainingPoint[], value: (point: TrainingPoint) => number): Mark {
  const known = points.filter((point) => value(point) > 0)
  return {
    kind: 'line',
    series,
    x: Float64Array.from(known, ({ step }) => step),
    y: Float64Array.from(known, value)
  }
}
