import type { ColumnSummary } from '../../../../shared/domain/dataset.ts'
import { splitNumber, type NumberStyle } from '../../ui/formatNumber.ts'

const NARROWEST = 126
const WIDEST = 260
/** Room for −1.234568 × 10⁻¹²³. */
const NARROWEST_SCIENTIFIC = 168
/** The head of a column of dates says from when they count. */
const NARROWEST_TIME = 184

/** Width of a column in pixels: its numbers and its head must fit, a long name only up to a point. */
export function columnWidth({ name, unit, kind }: ColumnSummary, { isScientific }: NumberStyle): number {
  const head = 84 + 8 * name.length + (unit === null ? 0 : 6 * Math.max(0, unit.length - 6))
  const least = kind === 'time' ? NARROWEST_TIME : kind === 'number' && isScientific ? NARROWEST_SCIENTIFIC : NARROWEST
  return Math.min(WIDEST, Math.max(least, head))
}

/** Room for what stands right of the decimal mark, in widths of a figure; the mark itself is narrower. */
export function restWidth(sample: readonly number[], style: NumberStyle): number {
  const longest = sample
    .filter(Number.isFinite)
    .reduce((most, value) => Math.max(most, splitNumber(value, style).rest.length), 0)
  return longest === 0 ? 0 : longest - 0.65
}
