import { formatWithError } from '../../../../shared/expression/formatWithError.ts'
import { formatNumber } from '../formatNumber.ts'

/** Every digit that the number has, for titles and copying. */
export function fullPrecision(value: number): string {
  return Number.isNaN(value) ? '–' : String(value)
}

/** A ratio in per cent, to `digits` significant digits: 0.0028 gives `0.28 %`. */
export function formatPercent(ratio: number, digits = 2): string {
  return Number.isNaN(ratio) ? '–' : `${formatNumber(ratio * 100, Math.abs(ratio) >= 1 ? 3 : digits)} %`
}

/** A measured value whose digits follow its standard error: `1.503 ± 0.001`; four digits without a usable error. */
export function formatMeasured(value: number, standardError: number | null): string {
  const isUsable = standardError !== null && standardError > 0 && Number.isFinite(standardError)
  if (!isUsable || !Number.isFinite(value)) return formatNumber(value)
  return formatWithError(value, standardError).replaceAll('-', '−')
}
