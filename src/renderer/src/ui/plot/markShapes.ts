import { area as d3Area, line as d3Line } from 'd3-shape'
import type { Mark } from '../../../../shared/domain/evidence.ts'
import { assertNever } from '../../../../shared/errors.ts'
import type { AxesFrame } from './axesFrame.ts'
import { contourShapes } from './contourShapes.ts'
import { boxPath, path, px, type PathShape } from './scene.ts'
import type { MarkerShape, SeriesStyle } from './plotTheme.ts'
import { thinLine, thinPoints } from './thinPoints.ts'

export interface DrawnMark {
  readonly shapes: readonly PathShape[]
  /** Points drawn of points given; null for marks that are not points. */
  readonly points: { readonly drawn: Int32Array; readonly finite: number } | null
}

/** Beyond this many, points are dots of one round-capped path: a hundred times cheaper than outlines. */
const OUTLINED_POINTS = 150

export function markShapes(mark: Mark, style: SeriesStyle, frame: AxesFrame): DrawnMark {
  const { x, y, area } = frame
  switch (mark.kind) {
    case 'points':
      return pointShapes(mark, style, frame)
    case 'line': {
      const corners = thinLine(Float64Array.from(mark.x, x.place), Float64Array.from(mark.y, y.place))
      const d = d3Line<readonly [number, number]>()
        .defined(([cx, cy]) => Number.isFinite(cx) && Number.isFinite(cy))
        .x(([cx]) => cx)
        .y(([, cy]) => clampFar(cy, area))
        .digits(1)(corners)
      return only(path(d ?? '', { stroke: style.ink, width: 1.75, dash: style.dash, clip: true }))
    }
    case 'band': {
      const indices = Array.from(mark.x, (_, i) => i)
      const d = d3Area<number>()
        .defined((i) => [mark.x[i]!, mark.low[i]!, mark.high[i]!].every(Number.isFinite))
        .x((i) => x.place(mark.x[i]!))
        .y0((i) => clampFar(y.place(mark.low[i]!), area))
        .y1((i) => clampFar(y.place(mark.high[i]!), area))
        .digits(1)(indices)
      return only(path(d ?? '', { fill: 'band', clip: true }))
    }
    case 'bars': {
      const floor = y.scale === 'log' ? area.y + area.height : y.place(0)
      let d = ''
      for (let i = 0; i < mark.heights.length; i++) {
        const left = x.place(mark.edges[i]!)
        const right = x.place(mark.edges[i + 1]!)
        const top = y.place(mark.heights[i]!)
        if (![left, right, top].every(Number.isFinite)) continue
        d += boxPath({
          x: left + 0.5,
          y: Math.min(top, floor),
          width: Math.max(0.5, right - left - 1),
          height: Math.abs(floor - top)
        })
      }
      return only(path(d, { fill: style.ink === 'ink' ? 'ink-3' : style.ink, clip: true }))
    }
    case 'rule': {
      const at = (mark.axis === 'x' ? x : y).place(mark.at)
      if (!Number.isFinite(at)) return { shapes: [], points: null }
      const d =
        mark.axis === 'x' ? `M${px(at)} ${px(area.y)}v${px(area.height)}` : `M${px(area.x)} ${px(at)}h${px(area.width)}`
      return only(path(d, { stroke: 'line-control', dash: mark.at === 0 ? null : '2 3', clip: true }))
    }
    case 'contours':
      return { shapes: contourShapes(mark, frame), points: null }
    case 'outside': {
      const left = Math.max(area.x, placeEnd(mark.from, x.place(mark.from), area))
      const right = Math.min(area.x + area.width, placeEnd(mark.to, x.place(mark.to), area))
      if (!(right > left)) return { shapes: [], points: null }
      return only(path(boxPath({ x: left, y: area.y, width: right - left, height: area.height }), { fill: 'well' }))
    }
    default:
      return assertNever(mark)
  }
}

function pointShapes(mark: Mark & { kind: 'points' }, style: SeriesStyle, { x, y }: AxesFrame): DrawnMark {
  const px0 = Float64Array.from(mark.x, x.place)
  const py0 = Float64Array.from(mark.y, y.place)
  const drawn = thinPoints(px0, py0)
  let finite = 0
  for (let i = 0; i < px0.length; i++) if (Number.isFinite(px0[i]!) && Number.isFinite(py0[i]!)) finite++
  let d = ''
  if (drawn.length > OUTLINED_POINTS) {
    for (const i of drawn) d += `M${px(px0[i]!)} ${px(py0[i]!)}h0`
    const width = drawn.length > 4000 ? 2 : drawn.length > 1000 ? 3 : 4.5
    return { shapes: [path(d, { stroke: style.ink, width, clip: true })], points: { drawn, finite } }
  }
  const outline = markerPath(style.marker)
  const outlines = Array.from(drawn, (i) => outline(px0[i]!, py0[i]!))
  const isOpen = ['ring', 'cross', 'bar'].includes(style.marker)
  // a rim keeps neighbours apart; in one path the rims of all would lie over the marks of all, and hide a crowd
  const shapes = isOpen
    ? [path(outlines.join(''), { stroke: style.ink, width: 1.5, clip: true })]
    : outlines.map((each) => path(each, { fill: style.ink, stroke: 'sheet', clip: true }))
  return { shapes, points: { drawn, finite } }
}

/** Outline of a marker about `2 radius` wide around a place. */
export function markerPath(marker: MarkerShape, radius = 3.75): (x: number, y: number) => string {
  const r = px(radius)
  const wide = px(2 * Number(r)) // of the rounded radius: an arc whose ends do not fit is no circle
  switch (marker) {
    case 'circle':
    case 'ring':
      return (x, y) => `M${px(x - Number(r))} ${px(y)}a${r} ${r} 0 1 0 ${wide} 0a${r} ${r} 0 1 0 -${wide} 0Z`
    case 'bar':
      return (x, y) => `M${px(x)} ${px(y - radius)}v${wide}`
    case 'cross':
      return (x, y) => `M${px(x - radius)} ${px(y - radius)}l${wide} ${wide}m-${wide} 0l${wide} -${wide}`
    case 'square':
      return (x, y) => `M${px(x - radius)} ${px(y - radius)}h${wide}v${wide}h-${wide}Z`
    case 'diamond':
      return (x, y) => `M${px(x)} ${px(y - radius)}l${r} ${r}l-${r} ${r}l-${r} -${r}Z`
    case 'triangle':
      return (x, y) => `M${px(x)} ${px(y - radius)}l${r} ${wide}h-${wide}Z`
    default:
      return assertNever(marker)
  }
}

/** Coordinates far outside the frame are pulled near it: renderers lose lines that run to 1e30 pixels. */
function clampFar(at: number, { y, height }: AxesFrame['area']): number {
  return Math.min(y + 3 * height, Math.max(y - 2 * height, at))
}

function placeEnd(value: number, at: number, { x, width }: AxesFrame['area']): number {
  return Number.isFinite(at) ? at : value > 0 && value === Infinity ? x + width : x
}

function only(shape: PathShape): DrawnMark {
  return { shapes: shape.d === '' ? [] : [shape], points: null }
}
