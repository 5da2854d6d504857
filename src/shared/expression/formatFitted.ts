import type { LawParameter } from '../domain/law.ts'
import { formatNumber } from './formatNumber.ts'
import { formatWithError, significantDigits } from './formatWithError.ts'

/**
 * A fitted number with what is known of its error: `2.01 ± 0.03`, or, where its standard error would mislead, the
 * interval at one standard error: `2 (1.67 to 2.5)`, and `20 (above 6.7)` where the data set no limit on one side.
 */
export function formatFitted({
  fitted,
  standardError,
  interval
}: Pick<LawParameter, 'fitted' | 'standardError' | 'interval'>): string {
  if (interval === undefined) return formatWithError(fitted, standardError)
  const { low, high } = interval
  const text = (end: number) => formatNumber(end, significantDigits(fitted, standardError))
  const value = text(fitted)
  if (low === null && high === null) return `${value} (not known)`
  if (high === null) return `${value} (above ${text(low!)})`
  if (low === null) return `${value} (below ${text(high)})`
  return `${value} (${text(low)} to ${text(high)})`
}
