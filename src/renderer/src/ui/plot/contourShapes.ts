import { ticks } from 'd3-array'
import { contours, type ContourMultiPolygon } from 'd3-contour'
import type { Mark } from '../../../../shared/domain/evidence.ts'
import { formatNumber } from '../formatNumber.ts'
import type { AxesFrame } from './axesFrame.ts'
import { overlaps, textBox, type Box } from './placeLabels.ts'
import { FONT_SIZE, path, px, text, type PathShape, type Shape } from './scene.ts'
import { plainRuns, textWidth } from './symbolRuns.ts'

type ContourMark = Mark & { readonly kind: 'contours' }
type Place = readonly [number, number]

const LEVELS = 8
/** Room around a height, so that those of neighbouring lines stay apart. */
const LABEL_GAP = 6
/** Heights further out than this many times their middle 90 % belong to a pole, and get no lines. */
const POLE_RATIO = 4

/** Steps of shade, the higher the darker, with a line around each. */
export function contourShapes(mark: ContourMark, frame: AxesFrame): PathShape[] {
  return polygonsOf(mark).flatMap((polygon) => {
    const fill = rings(polygon)
      .map((ring) => `${trace(ring.map((point) => placeOf(mark, frame, point)))}Z`)
      .join('')
    const lines = edges(mark, polygon).map((line) => trace(line.map((point) => placeOf(mark, frame, point))))
    return [
      ...(fill === '' ? [] : [path(fill, { fill: 'shade', clip: true })]),
      ...(lines.length === 0 ? [] : [path(lines.join(''), { stroke: 'line-control', width: 0.75, clip: true })])
    ]
  })
}

/** The height beside each line where it covers nothing; what is placed becomes an obstacle. */
export function levelLabels(mark: ContourMark, frame: AxesFrame, obstacles: Box[]): Shape[] {
  return polygonsOf(mark).flatMap((polygon) => {
    const name = formatNumber(polygon.value, 4)
    const width = textWidth(name, FONT_SIZE)
    const [longest] = edges(mark, polygon).toSorted((a, b) => b.length - a.length)
    for (const share of [0.25, 0.5, 0.75, 0.1, 0.9]) {
      const point = longest?.[Math.floor(share * (longest.length - 1))]
      if (point === undefined) continue
      const [x, y] = placeOf(mark, frame, point)
      const box = textBox(x, y - 2, 'middle', width + 2 * LABEL_GAP, FONT_SIZE)
      if (!isInside(box, frame.area) || obstacles.some((other) => overlaps(box, other))) continue
      obstacles.push(box)
      return [text(x, y - 2, plainRuns(name), { anchor: 'middle', ink: 'ink-2' })]
    }
    return []
  })
}

/** The height at a place of the grid, the nearest one; null outside. */
export function heightAt({ x, y, heights }: ContourMark, atX: number, atY: number): number | null {
  const index = (grid: Float64Array, at: number) =>
    Math.round(((at - grid[0]!) / (grid[grid.length - 1]! - grid[0]!)) * (grid.length - 1))
  const [i, j] = [index(x, atX), index(y, atY)]
  if (!(i >= 0 && i < x.length && j >= 0 && j < y.length)) return null
  const height = heights[j * x.length + i]!
  return Number.isFinite(height) ? height : null
}

function polygonsOf({ x, y, heights }: ContourMark): ContourMultiPolygon[] {
  if (x.length < 2 || y.length < 2) return []
  return contours().size([x.length, y.length]).thresholds(levelsOf(heights))([...heights])
}

/** Round heights over the range of the map, without what runs to a pole. */
export function levelsOf(heights: Float64Array): number[] {
  const sorted = heights.filter(Number.isFinite).sort()
  if (sorted.length === 0) return []
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!
  const [q05, q95] = [at(0.05), at(0.95)]
  const reach = POLE_RATIO * (q95 - q05)
  const low = Math.max(at(0), q05 - reach)
  const high = Math.min(at(1), q95 + reach)
  const isFarOut = high - low > 2 * (q95 - q05) && q95 > q05
  return isFarOut ? ticks(q05, q95, LEVELS) : ticks(low, high, LEVELS)
}

function rings({ coordinates }: ContourMultiPolygon): Place[][] {
  return coordinates.flat().map((ring) => ring.map(([i, j]) => [i!, j!] as const))
}

/** The rings without what runs along the border of the grid, where the map ends and no line of equal height is. */
function edges({ x, y }: ContourMark, polygon: ContourMultiPolygon): Place[][] {
  const isBorder = ([i, j]: Place) => i <= 0 || j <= 0 || i >= x.length || j >= y.length
  return rings(polygon).flatMap((ring) => {
    const pieces: Place[][] = [[]]
    for (const point of ring) {
      if (isBorder(point)) pieces.push([])
      else pieces.at(-1)!.push(point)
    }
    return pieces.filter((piece) => piece.length > 1)
  })
}

/** Pixels of a place in the grid, whose cell (i, j) has its middle at (i + ½, j + ½). */
function placeOf({ x, y }: ContourMark, frame: AxesFrame, [i, j]: Place): Place {
  const valueOf = (grid: Float64Array, at: number) =>
    grid[0]! + ((at - 0.5) / (grid.length - 1)) * (grid[grid.length - 1]! - grid[0]!)
  return [frame.x.place(valueOf(x, i)), frame.y.place(valueOf(y, j))]
}

function trace(points: readonly Place[]): string {
  return points.map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')
}

function isInside(box: Box, area: Box): boolean {
  return (
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height
  )
}
