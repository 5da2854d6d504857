import type { LawParameter } from '../domain/law.ts'
import { formatLatexNumber, formatNumber } from './formatNumber.ts'
import { formatWithError, significantDigits } from './formatWithError.ts'

/**
 * A fitted number with what is known of its error: `2.01 ± 0.03`, or, where its standard error would mislead, the
 * interval at one standard error: `2 (1.67 to 2.5)`, and `20 (above 6.7)` where the data set no limit on one side. In
 * LaTeX the words stand in \text, which amsmath has.
 */
export function formatFitted(
  { fitted, standardError, interval }: Pick<LawParameter, 'fitted' | 'standardError' | 'interval'>,
  style: 'plain' | 'latex' = 'plain'
): string {
  if (interval === undefined) return formatWithError(fitted, standardError, style)
  const { low, high } = interval
  const format = style === 'latex' ? formatLatexNumber : formatNumber
  const number = (end: number) => format(end, significantDigits(fitted, standardError))
  const words = (text: string) => (style === 'latex' ? `\\text{${text}}` : text)
  const range = (): string => {
    if (low === null && high === null) return words('not known')
    if (high === null) return words('above ') + number(low!)
    if (low === null) return words('below ') + number(high)
    return number(low) + words(' to ') + number(high)
  }
  return `${number(fitted)}${style === 'latex' ? '~' : ' '}(${range()})`
}
