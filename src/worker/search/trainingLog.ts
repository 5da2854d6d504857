import type { TrainingPoint, TrainingSeries } from '../../shared/domain/training.ts'

/** The loss curves of a run, of bounded size however long networks are trained. */
export interface TrainingLog {
  /** Gives true where a curve begins. */
  add(network: string, point: TrainingPoint): boolean
  series(): TrainingSeries[]
}

/** A curve that grows longer is thinned to half. */
export const MOST_POINTS = 240
/** The oldest curve goes when there are more. */
export const MOST_NETWORKS = 8

interface Curve {
  points: TrainingPoint[]
  best: TrainingPoint
  /** Every so many points that come one is kept: a power of 2. */
  stride: number
  count: number
  last: TrainingPoint
}

export function createTrainingLog(): TrainingLog {
  const curves = new Map<string, Curve>()
  return {
    add(network, point) {
      const known = curves.get(network)
      if (known !== undefined && point.step > known.last.step) {
        extend(known, point)
        return false
      }
      // a training that begins anew takes the last place as well
      curves.delete(network)
      curves.set(network, { points: [point], best: point, stride: 1, count: 1, last: point })
      const [oldest] = curves.keys()
      if (curves.size > MOST_NETWORKS && oldest !== undefined) curves.delete(oldest)
      return true
    },
    series: () =>
      [...curves].map(([network, { points, best, last }]) => ({
        network,
        points: points.at(-1) === last ? [...points] : [...points, last],
        best
      }))
  }
}

function extend(curve: Curve, point: TrainingPoint): void {
  curve.last = point
  // a score that is no number is never the best
  if (point.score < curve.best.score || Number.isNaN(curve.best.score)) curve.best = point
  if (curve.count++ % curve.stride === 0) curve.points.push(point)
  if (curve.points.length <= MOST_POINTS) return
  curve.points = curve.points.filter((_, i) => i % 2 === 0)
  curve.stride *= 2
}
