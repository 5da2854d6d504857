import type { Mark, Plot } from '../../../../shared/domain/evidence.ts'
import { axesFrame, type AxesFrame } from './axesFrame.ts'
import { levelLabels } from './contourShapes.ts'
import { formatNumber } from '../formatNumber.ts'
import { markShapes } from './markShapes.ts'
import { overlaps, placeLabels, textBox, type Box } from './placeLabels.ts'
import { plotDomain } from './plotDomain.ts'
import { seriesStyles, type SeriesStyle } from './plotTheme.ts'
import { FONT_SIZE, text, type LegendEntry, type Scene, type Shape } from './scene.ts'
import { plainRuns, shorten, textWidth } from './symbolRuns.ts'
import { thinLine } from './thinPoints.ts'

/** More labelled points than this are named on hover only. */
const MOST_LABELS = 80
/** Longer names of points lose their middle; pixels. */
const LONGEST_NAME = 110
const MOST_LINE_CORNERS = 2000
const LAYERS: readonly Mark['kind'][] = ['outside', 'contours', 'band', 'bars', 'rule', 'line', 'points']

/** The drawing of a plot at `width` × `height` pixels, text at its real size. */
export function plotScene(plot: Plot, width: number, height: number): Scene {
  const domain = plotDomain(plot)
  const frame = axesFrame(
    { ...plot.x, domain: domain.x, isWhole: hasWholePoints(plot, 'x') },
    { ...plot.y, domain: domain.y, isWhole: hasWholePoints(plot, 'y') },
    width,
    height
  )
  const styles = seriesStyles(plot.marks.flatMap((mark) => ('series' in mark ? [mark.series] : [])))
  const styleOf = (mark: Mark): SeriesStyle =>
    ('series' in mark ? styles.get(mark.series) : undefined) ?? { ink: 'ink-3', marker: 'circle', dash: null }

  const ground: Shape[] = []
  const ink: Shape[] = []
  const obstacles: Box[] = []
  let drawnPoints = 0
  let allPoints = 0
  for (const kind of LAYERS) {
    for (const mark of plot.marks.filter((each) => each.kind === kind)) {
      const { shapes, points } = markShapes(mark, styleOf(mark), frame)
      ;(kind === 'outside' || kind === 'band' ? ground : ink).push(...shapes)
      if (points === null) continue
      drawnPoints += points.drawn.length
      allPoints += points.finite
    }
  }
  for (const mark of plot.marks) obstacles.push(...markObstacles(mark, frame))
  const pointNames = nameShapes(plot, frame, obstacles)
  const heights = plot.marks.flatMap((mark) => (mark.kind === 'contours' ? levelLabels(mark, frame, obstacles) : []))
  const { labels, legend } = seriesLabels(plot, frame, styleOf, obstacles)
  const thinned =
    drawnPoints < allPoints
      ? `${formatNumber(drawnPoints, 9)} of ${formatNumber(allPoints, 9)} points drawn, one for each occupied spot.`
      : null
  const shapes = [...ground, ...frame.shapes, ...ink, ...pointNames, ...heights, ...labels]
  return { width, height, area: frame.area, x: frame.x, y: frame.y, shapes, legend, thinned }
}

/** True where there are points, and all of them have whole numbers on this axis. */
function hasWholePoints({ marks }: Plot, side: 'x' | 'y'): boolean {
  const points = marks.flatMap((mark) => (mark.kind === 'points' && mark.x.length > 0 ? [mark] : []))
  return points.length > 0 && points.every((mark) => mark[side].every(Number.isInteger))
}

function markObstacles(mark: Mark, { x, y, area }: AxesFrame): Box[] {
  const boxes: Box[] = []
  if (mark.kind === 'points') {
    const stride = Math.max(1, Math.ceil(mark.x.length / 500))
    for (let i = 0; i < mark.x.length; i += stride) {
      boxes.push({ x: x.place(mark.x[i]!) - 4, y: y.place(mark.y[i]!) - 4, width: 8, height: 8 })
    }
  } else if (mark.kind === 'line') {
    return lineBoxes(mark, { x, y, area })
  }
  return boxes.filter((box) => Number.isFinite(box.x) && Number.isFinite(box.y))
}

/** The visible part of a line as small boxes along it. */
function lineBoxes(mark: Mark & { kind: 'line' }, { x, y, area }: Pick<AxesFrame, 'x' | 'y' | 'area'>): Box[] {
  const boxes: Box[] = []
  const corners = thinLine(Float64Array.from(mark.x, x.place), Float64Array.from(mark.y, y.place), MOST_LINE_CORNERS)
  corners.slice(1).forEach(([x1, y1], i) => {
    const [x0, y0] = corners[i]!
    boxes.push(...segmentBoxes(x0, y0, x1, y1, area))
  })
  return boxes
}

/** A straight piece of a line as small boxes, at most one every 4 px. */
function segmentBoxes(x0: number, y0: number, x1: number, y1: number, area: Box): Box[] {
  if (![x0, y0, x1, y1].every(Number.isFinite)) return []
  const steps = Math.min(200, Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 4)))
  const boxes: Box[] = []
  for (let k = 0; k <= steps; k++) {
    const box = { x: x0 + ((x1 - x0) * k) / steps - 1, y: y0 + ((y1 - y0) * k) / steps - 1, width: 2, height: 2 }
    if (overlaps(box, area)) boxes.push(box)
  }
  return boxes
}

function nameShapes(plot: Plot, { x, y, area }: AxesFrame, obstacles: Box[]): Shape[] {
  const shapes: Shape[] = []
  for (const mark of plot.marks) {
    if (mark.kind !== 'points' || mark.labels === null || mark.labels.length > MOST_LABELS) continue
    const names = mark.labels.map((name) => shorten(name, LONGEST_NAME, FONT_SIZE))
    const anchors = names.flatMap((name, index) => {
      const at = { index, x: x.place(mark.x[index]!), y: y.place(mark.y[index]!), width: textWidth(name, FONT_SIZE) }
      return name !== '' && Number.isFinite(at.x) && Number.isFinite(at.y) ? [at] : []
    })
    for (const label of placeLabels(anchors, FONT_SIZE, area, obstacles)) {
      obstacles.push(label.box)
      shapes.push(text(label.x, label.y, plainRuns(names[label.index] ?? ''), { anchor: label.anchor }))
    }
  }
  return shapes
}

/** Names of the series where they are drawn; those without room, and points and bars beside others, go to the legend. */
function seriesLabels(plot: Plot, frame: AxesFrame, styleOf: (mark: Mark) => SeriesStyle, obstacles: Box[]) {
  const named = plot.marks.filter((mark) => mark.kind !== 'outside' && mark.kind !== 'contours')
  const series = new Set(named.filter((mark) => mark.kind !== 'rule' && mark.series !== '').map((mark) => mark.series))
  const pointSeries = new Set(named.filter((mark) => mark.kind === 'points').map((mark) => mark.series))
  const labels: Shape[] = []
  const legend: LegendEntry[] = []
  const done = new Set<string>()
  for (const mark of named) {
    if (mark.series === '' || done.has(mark.series)) continue
    if (mark.kind !== 'rule' && series.size < 2) continue
    done.add(mark.series)
    const style = styleOf(mark)
    const spots = labelSpots(mark, frame)
    const width = textWidth(mark.series, FONT_SIZE)
    const spot = spots.find(({ x, y, anchor }) => {
      const box = textBox(x, y, anchor, width, FONT_SIZE)
      return overlaps(box, frame.area) && inArea(box, frame.area) && !obstacles.some((other) => overlaps(box, other))
    })
    if (spot !== undefined) {
      obstacles.push(textBox(spot.x, spot.y, spot.anchor, width, FONT_SIZE))
      const ink = mark.kind === 'rule' ? 'ink-3' : style.ink
      labels.push(text(spot.x, spot.y, plainRuns(mark.series), { anchor: spot.anchor, ink }))
    } else if (mark.kind !== 'rule' && !(mark.series === 'data' && pointSeries.size === 1)) {
      const form = mark.kind === 'line' ? 'line' : mark.kind === 'points' ? 'points' : 'area'
      legend.push({ series: mark.series, style, form })
    }
  }
  return { labels, legend }
}

interface Spot {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/** Places along a line, from its end inwards, on both sides; the ends of a rule; none for points and areas. */
function labelSpots(mark: Mark, { x, y, area }: AxesFrame): Spot[] {
  if (mark.kind === 'rule') {
    const at = (mark.axis === 'x' ? x : y).place(mark.at)
    if (mark.axis === 'y') return [-5, 13].flatMap((dy) => [{ x: area.x + area.width - 2, y: at + dy, anchor: 'end' as const }, { x: area.x + 4, y: at + dy, anchor: 'start' as const }]) // prettier-ignore
    return [{ x: at + 5, y: area.y + 11, anchor: 'start' }, { x: at - 5, y: area.y + 11, anchor: 'end' }] // prettier-ignore
  }
  if (mark.kind !== 'line') return []
  const inside = lineBoxes(mark, { x, y, area })
  return [0.92, 0.75, 0.6, 0.45, 0.3, 0.12].flatMap((share) => {
    const at = inside[Math.floor(share * (inside.length - 1))]
    if (at === undefined) return []
    return [
      { x: at.x - 8, y: at.y - 8, anchor: 'end' as const },
      { x: at.x + 8, y: at.y + 16, anchor: 'start' as const },
      { x: at.x + 8, y: at.y - 8, anchor: 'start' as const },
      { x: at.x - 8, y: at.y + 16, anchor: 'end' as const }
    ]
  })
}

function inArea(box: Box, area: Box): boolean {
  return box.x >= area.x && box.x + box.width <= area.x + area.width + 12 && box.y >= area.y - 8 && box.y + box.height <= area.y + area.height // prettier-ignore
}
