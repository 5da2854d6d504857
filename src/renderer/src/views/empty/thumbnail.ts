import type { Sample } from '../../../../shared/domain/notebook.ts'

export interface Thumbnail {
  /** Pixel positions. */
  readonly points: readonly (readonly [number, number])[]
  /** Path through the points in order of x; '' where several y share an x, so that a line would mislead. */
  readonly line: string
}

const MARGIN = 5
/** More points than this are thinned: they would only cover each other. */
const MOST_POINTS = 40

/** Positions of a sample's points in a picture of the given size. */
export function thumbnail({ x, y, log }: Pick<Sample, 'x' | 'y' | 'log'>, width: number, height: number): Thumbnail {
  const scaleX = axis(x, log, MARGIN, width - MARGIN)
  const scaleY = axis(y, log, height - MARGIN, MARGIN)
  const step = Math.max(1, Math.ceil(x.length / MOST_POINTS))
  const points = Array.from(x, (value, i) => [scaleX(value), scaleY(y[i] ?? Number.NaN)] as const)
    .filter(([px, py], i) => i % step === 0 && Number.isFinite(px) && Number.isFinite(py))
    .toSorted((a, b) => a[0] - b[0])
  const isFunction = points.every(([px], i) => i === 0 || px - (points[i - 1]?.[0] ?? 0) > 0.5)
  const line = isFunction ? points.map(([px, py], i) => `${i === 0 ? 'M' : 'L'}${px.toFixed(1)} ${py.toFixed(1)}`).join('') : '' // prettier-ignore
  return { points, line }
}

function axis(values: Float64Array, log: boolean, from: number, to: number): (value: number) => number {
  const transform = log ? Math.log10 : (value: number) => value
  const finite = Array.from(values, transform).filter(Number.isFinite)
  const low = Math.min(...finite)
  const span = Math.max(...finite) - low || 1
  return (value) => from + ((transform(value) - low) / span) * (to - from)
}
