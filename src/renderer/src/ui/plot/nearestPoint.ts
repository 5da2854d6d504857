import type { Plot } from '../../../../shared/domain/evidence.ts'
import { heightAt } from './contourShapes.ts'
import type { Scene } from './scene.ts'

export interface HoverReading {
  readonly series: string
  readonly name: string | null
  readonly x: number
  readonly y: number
  /** Of a map of heights at this place; null elsewhere. */
  readonly height: number | null
  /** Place in the drawing, in pixels. */
  readonly at: { readonly x: number; readonly y: number }
}

/** Pixels around the pointer in which a measured point is taken before a line. */
const GRASP = 24

/** What lies under the pointer: the nearest point within reach, else the nearest line at this x, or the height of a map. */
export function nearestPoint(plot: Plot, scene: Scene, pointerX: number, pointerY: number): HoverReading | null {
  let best: HoverReading | null = null
  let bestDistance = GRASP
  let bestLine: HoverReading | null = null
  let bestLineDistance = Infinity
  for (const mark of plot.marks) {
    if (mark.kind !== 'points' && mark.kind !== 'line') continue
    for (let i = 0; i < mark.x.length; i++) {
      const at = { x: scene.x.place(mark.x[i]!), y: scene.y.place(mark.y[i]!) }
      if (!Number.isFinite(at.x) || !Number.isFinite(at.y)) continue
      const reading = () => ({
        series: mark.series,
        name: mark.kind === 'points' ? (mark.labels?.[i] ?? null) : null,
        x: mark.x[i]!,
        y: mark.y[i]!,
        height: null,
        at
      })
      if (mark.kind === 'points') {
        const distance = Math.hypot(at.x - pointerX, at.y - pointerY)
        if (distance < bestDistance) {
          best = reading()
          bestDistance = distance
        }
      } else {
        const aside = Math.abs(at.x - pointerX)
        const distance = aside * 1000 + Math.abs(at.y - pointerY)
        if (aside <= GRASP && distance < bestLineDistance && insideArea(at, scene)) {
          bestLine = reading()
          bestLineDistance = distance
        }
      }
    }
  }
  return best ?? heightReading(plot, scene, pointerX, pointerY) ?? bestLine
}

function heightReading(plot: Plot, scene: Scene, pointerX: number, pointerY: number): HoverReading | null {
  const map = plot.marks.find((mark) => mark.kind === 'contours')
  if (map === undefined) return null
  const [x, y] = [scene.x.invert(pointerX), scene.y.invert(pointerY)]
  const height = heightAt(map, x, y)
  return height === null ? null : { series: map.series, name: null, x, y, height, at: { x: pointerX, y: pointerY } }
}

function insideArea(at: { readonly x: number; readonly y: number }, { area }: Scene): boolean {
  return at.y >= area.y && at.y <= area.y + area.height
}
