import type { Axis, Mark, Plot } from '../../../../shared/domain/evidence.ts'
import { assertNever } from '../../../../shared/errors.ts'

/** Share of the axis left free at each end, so that markers and their names clear the frame. */
const PADDING = 0.06
/** How far beyond the measured points a line may stretch the axis, in spans of the points: poles must not flatten the data. */
const LINE_REACH = 0.6

/** Fewer points than this do not say where the plot is; the lines do. */
const FEW_POINTS = 3
/** A line whose ends lie farther out than this many times its middle 90 % has a pole there, and is cut. */
const POLE_RATIO = 20

interface Extent {
  low: number
  high: number
}

/** Ranges of both axes: all marks with padding, lines and bands held near the points where there are points. */
export function plotDomain(plot: Plot): {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
} {
  return { x: axisDomain(plot, 'x'), y: axisDomain(plot, 'y') }
}

function axisDomain(plot: Plot, side: 'x' | 'y'): readonly [number, number] {
  const grid = plot.marks.find((mark) => mark.kind === 'contours')?.[side]
  // a map fills its frame
  if (grid !== undefined && grid.length > 1) return [grid[0]!, grid[grid.length - 1]!]
  const axis = plot[side]
  const firm: Extent = { low: Infinity, high: -Infinity }
  const soft: Extent = { low: Infinity, high: -Infinity }
  for (const mark of plot.marks) widen(mark, side, axis, firm, soft)
  // an empty extent stays empty: the logarithm of its −∞ would be no number
  const forward = (value: number) => (axis.scale === 'log' && value !== -Infinity ? Math.log10(value) : value)
  const back = axis.scale === 'log' ? (value: number) => 10 ** value : (value: number) => value
  let low = forward(firm.low)
  let high = forward(firm.high)
  if (side === 'y' && pointCount(plot) < FEW_POINTS) {
    const [from, to] = withoutPoles(plot, forward)
    low = Math.min(low, from)
    high = Math.max(high, to)
  } else if (!(high >= low)) {
    low = forward(soft.low)
    high = forward(soft.high)
  } else if (!(soft.high >= soft.low)) {
    // points alone
  } else if (side === 'x') {
    low = Math.min(low, forward(soft.low))
    high = Math.max(high, forward(soft.high))
  } else {
    const reach = LINE_REACH * (high - low)
    low = Math.min(low, Math.max(forward(soft.low), low - reach))
    high = Math.max(high, Math.min(forward(soft.high), high + reach))
  }
  if (!(high >= low)) return axis.scale === 'log' ? [0.1, 10] : [0, 1]
  if (high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high), 1e-300)) {
    const half = axis.scale === 'log' ? 0.5 : Math.abs(low) > 0 ? Math.abs(low) / 2 : 0.5
    return [back(low - half), back(high + half)]
  }
  const margin = PADDING * (high - low)
  const grounded = plot.marks.some((mark) => mark.kind === 'bars') && side === 'y' && low === 0
  return [back(grounded ? 0 : low - margin), back(high + margin)]
}

function pointCount(plot: Plot): number {
  return plot.marks.reduce((sum, mark) => sum + (mark.kind === 'points' ? mark.x.length : 0), 0)
}

/** Extent of the lines and bands on the axis' own scale; of their middle and as much again where they run to a pole. */
function withoutPoles(plot: Plot, forward: (value: number) => number): readonly [number, number] {
  const values = plot.marks
    .flatMap((mark) => (mark.kind === 'line' ? [...mark.y] : mark.kind === 'band' ? [...mark.low, ...mark.high] : []))
    .map(forward)
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? NaN
  const [low, q05, q95, high] = [at(0), at(0.05), at(0.95), at(1)]
  const middle = q95 - q05
  if (!(high - low > POLE_RATIO * middle) || middle === 0)
    return values.length === 0 ? [Infinity, -Infinity] : [low, high]
  return [Math.max(low, q05 - middle), Math.min(high, q95 + middle)]
}

function widen(mark: Mark, side: 'x' | 'y', axis: Axis, firm: Extent, soft: Extent): void {
  const include = (extent: Extent, values: ArrayLike<number>) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (!Number.isFinite(value) || (axis.scale === 'log' && value <= 0)) continue
      if (value < extent.low) extent.low = value
      if (value > extent.high) extent.high = value
    }
  }
  switch (mark.kind) {
    case 'points':
      return include(firm, mark[side])
    case 'line':
      return include(soft, mark[side])
    case 'band':
      if (side === 'x') return include(soft, mark.x)
      include(soft, mark.low)
      return include(soft, mark.high)
    case 'bars':
      if (side === 'x') return include(firm, mark.edges)
      include(firm, [0])
      return include(firm, mark.heights)
    case 'rule':
      return mark.axis === side ? include(firm, [mark.at]) : undefined
    case 'contours':
      return include(firm, mark[side])
    case 'outside':
      return side === 'x' ? include(soft, [mark.from, mark.to]) : undefined
    default:
      return assertNever(mark)
  }
}
