import type { AxisScale } from './axisScale.ts'
import type { Box } from './placeLabels.ts'
import type { Ink, SeriesStyle } from './plotTheme.ts'
import type { TextRun } from './symbolRuns.ts'

/** A drawing as plain shapes in pixels: the same list is shown on the screen and written to a file. */
export type Shape = PathShape | TextShape

export interface PathShape {
  readonly kind: 'path'
  readonly d: string
  readonly fill: Ink | null
  readonly stroke: Ink | null
  readonly width: number
  readonly dash: string | null
  /** Cut at the plot area. */
  readonly clip: boolean
}

export interface TextShape {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly runs: readonly TextRun[]
  readonly ink: Ink
  readonly size: number
}

export interface LegendEntry {
  readonly series: string
  readonly style: SeriesStyle
  readonly form: 'line' | 'points' | 'area'
}

export interface Scene {
  readonly width: number
  readonly height: number
  /** Inside of the axes. */
  readonly area: Box
  readonly x: AxisScale
  readonly y: AxisScale
  readonly shapes: readonly Shape[]
  /** Series that found no place for a direct label. */
  readonly legend: readonly LegendEntry[]
  /** Says what was left out when there are too many points to draw; null where all are drawn. */
  readonly thinned: string | null
}

export const FONT_SIZE = 11

export function path(d: string, style: Partial<Omit<PathShape, 'kind' | 'd'>>): PathShape {
  return { kind: 'path', d, fill: null, stroke: null, width: 1, dash: null, clip: false, ...style }
}

export function text(
  x: number,
  y: number,
  runs: readonly TextRun[],
  style: Partial<Pick<TextShape, 'anchor' | 'ink' | 'size'>> = {}
): TextShape {
  return { kind: 'text', x, y, runs, anchor: 'start', ink: 'ink-3', size: FONT_SIZE, ...style }
}

/** Coordinate with the precision that a screen can show; keeps paths short. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export function boxPath({ x, y, width, height }: Box): string {
  return `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}Z`
}
