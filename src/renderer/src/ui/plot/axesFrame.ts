import { axisScale, type AxisScale, type TickText } from './axisScale.ts'
import { superscript } from '../../../../shared/expression/raisedDigits.ts'
import type { Box } from './placeLabels.ts'
import { FONT_SIZE, path, px, text, type Shape } from './scene.ts'
import { axisRuns, plainRuns, textWidth } from './symbolRuns.ts'

export interface AxisSpec {
  readonly label: string
  readonly unit: string | null
  readonly scale: 'linear' | 'log'
  readonly domain: readonly [number, number]
  readonly tickText?: TickText
  /** True where only whole numbers mean something, such as counts: no tick lies between them. */
  readonly isWhole?: boolean
}

export interface AxesFrame {
  readonly area: Box
  readonly x: AxisScale
  readonly y: AxisScale
  readonly shapes: readonly Shape[]
}

const TOP = 26
const BOTTOM = 38
const RIGHT = 14
const SMALLEST_AREA = 40

/**
 * Both axes at their real size: the name of y above its axis, the name of x under its end, hairlines at the y ticks.
 * The left margin follows the widest tick text; the x ticks become fewer until no two texts touch.
 */
export function axesFrame(xSpec: AxisSpec, ySpec: AxisSpec, width: number, height: number): AxesFrame {
  const bottom = Math.max(TOP + SMALLEST_AREA, height - BOTTOM)
  const y = axisScale(ySpec.scale, ySpec.domain, [bottom, TOP], tickCount(ySpec, (bottom - TOP) / 46), ySpec.tickText)
  const left = Math.max(24, ...y.ticks.map((tick) => textWidth(tick.text, FONT_SIZE) + 10))
  const right = Math.max(left + SMALLEST_AREA, width - RIGHT)
  const x = roomyScale(xSpec, left, right)
  const area = { x: left, y: TOP, width: right - left, height: bottom - TOP }
  return { area, x, y, shapes: [...yShapes(y, ySpec, area), ...xShapes(x, xSpec, area)] }
}

function tickCount({ isWhole = false, domain }: AxisSpec, roomFor: number): number {
  const count = Math.max(2, roomFor)
  return isWhole ? Math.min(count, Math.max(1, Math.floor(domain[1] - domain[0]))) : count
}

function roomyScale(spec: AxisSpec, left: number, right: number): AxisScale {
  for (let count = tickCount(spec, Math.floor((right - left) / 52)); ; count--) {
    const scale = axisScale(spec.scale, spec.domain, [left, right], count, spec.tickText)
    const crowded = scale.ticks.some((tick, i) => {
      const next = scale.ticks[i + 1]
      if (next === undefined) return false
      return next.at - tick.at < (textWidth(tick.text, FONT_SIZE) + textWidth(next.text, FONT_SIZE)) / 2 + 8
    })
    if (!crowded || count <= 1) return scale
  }
}

function yShapes(y: AxisScale, spec: AxisSpec, area: Box): Shape[] {
  const shapes: Shape[] = []
  for (const tick of y.ticks) {
    shapes.push(path(`M${px(area.x)} ${px(tick.at)}h${px(area.width)}`, { stroke: 'line' }))
    shapes.push(text(area.x - 7, tick.at + 4, plainRuns(tick.text), { anchor: 'end' }))
  }
  shapes.push(
    text(2, 12, axisRuns(spec.label, unitWithPower(spec.unit, y.exponent), area.x + area.width, FONT_SIZE), {
      ink: 'ink-2'
    })
  )
  return shapes
}

function xShapes(x: AxisScale, spec: AxisSpec, area: Box): Shape[] {
  const floor = area.y + area.height
  const shapes: Shape[] = [path(`M${px(area.x)} ${px(floor)}h${px(area.width)}`, { stroke: 'line-control' })]
  for (const tick of x.ticks) {
    shapes.push(path(`M${px(tick.at)} ${px(floor)}v4`, { stroke: 'line-control' }))
    shapes.push(text(tick.at, floor + 16, plainRuns(tick.text), { anchor: 'middle' }))
  }
  const name = axisRuns(spec.label, unitWithPower(spec.unit, x.exponent), area.x + area.width, FONT_SIZE)
  shapes.push(text(area.x + area.width, floor + 32, name, { anchor: 'end', ink: 'ink-2' }))
  return shapes
}

function unitWithPower(unit: string | null, exponent: number): string | null {
  if (exponent === 0) return unit
  return unit === null || unit === '' ? `10${superscript(exponent)}` : `10${superscript(exponent)} ${unit}`
}
