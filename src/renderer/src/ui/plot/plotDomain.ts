import type { Axis, Mark, Plot } from '../../../../shared/domain/evidence.ts'
import { assertNever } from '../../../../shared/errors.ts'

/** Share of the axis left free at each end, so that no marker touches the frame. */
const PADDING = 0.045
/** How far beyond the measured points a line may stretch the axis, in spans of the points: poles must not flatten the data. */
const LINE_REACH = 0.6

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
  const axis = plot[side]
  const firm: Extent = { low: Infinity, high: -Infinity }
  const soft: Extent = { low: Infinity, high: -Infinity }
  for (const mark of plot.marks) widen(mark, side, axis, firm, soft)
  const forward = axis.scale === 'log' ? Math.log10 : (value: number) => value
  const back = axis.scale === 'log' ? (value: number) => 10 ** value : (value: number) => value
  let low = forward(firm.low)
  let high = forward(firm.high)
  if (!(high >= low)) {
    low = forward(soft.low)
    high = forward(soft.high)
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
    case 'outside':
      return side === 'x' ? include(soft, [mark.from, mark.to]) : undefined
    default:
      return assertNever(mark)
  }
}
