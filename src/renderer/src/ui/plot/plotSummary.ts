import type { Axis, Mark, Plot } from '../../../../shared/domain/evidence.ts'
import { assertNever } from '../../../../shared/errors.ts'
import { formatNumber } from '../formatNumber.ts'

/** A plot in words, for those who do not see it: axes with their units, then what is drawn. */
export function plotSummary(plot: Plot): string {
  const drawn = plot.marks.map(markWords).filter((words) => words !== '')
  return `${plot.title}: ${axisWords(plot.y)} against ${axisWords(plot.x)}. ${drawn.join('; ')}. ${plot.caption}`.trim()
}

function axisWords({ label, unit, scale }: Axis): string {
  return `${label}${unit === null ? '' : ` in ${unit}`}${scale === 'log' ? ', logarithmic,' : ''}`
}

function markWords(mark: Mark): string {
  switch (mark.kind) {
    case 'points':
      return `${mark.series}, ${mark.x.length} points, x ${rangeWords(mark.x)}, y ${rangeWords(mark.y)}`
    case 'line':
      return `${mark.series}, a line, y ${rangeWords(mark.y)}`
    case 'band':
      return `${mark.series}, a band`
    case 'bars':
      return `${mark.series}, ${mark.heights.length} bars, highest ${formatNumber(Math.max(0, ...mark.heights), 3)}`
    case 'rule':
      return `${mark.series === '' ? 'a rule' : mark.series} at ${mark.axis} = ${formatNumber(mark.at, 3)}`
    case 'contours':
      return `${mark.series} as lines of equal height, ${rangeWords(mark.heights)}`
    case 'outside':
      return ''
    default:
      return assertNever(mark)
  }
}

function rangeWords(values: Float64Array): string {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? 'without values' : `from ${formatNumber(low, 3)} to ${formatNumber(high, 3)}`
}
