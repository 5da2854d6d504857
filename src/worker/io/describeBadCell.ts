import type { ImportOptions } from '../../shared/domain/dataset.ts'
import { parseNumber } from './parseNumber.ts'

/** Says why a cell is neither a number (or a date, where dates are expected) nor missing: “is …”. */
export function describeBadCell(text: string, expectsDate: boolean, decimalMark: ImportOptions['decimalMark']): string {
  if (expectsDate) return Number.isNaN(parseNumber(text, decimalMark)) ? 'not a date' : 'a number where dates stand'
  const value = parseNumber(text, decimalMark)
  if (Math.abs(value) === Infinity) return /\d/.test(text) ? 'too large for a number' : 'infinite'
  const [mark, other] = decimalMark === '.' ? ['.', ','] : [',', '.']
  if (/^[+-]?[\d.,]+$/.test(text)) {
    if (text.split(mark).length > 2) return 'a number with two decimal marks'
    if (text.includes(other)) return `a number with a ${other === ',' ? 'comma' : 'point'} in the wrong place`
  }
  return /^[+-]?[\d.,]+\s*\D+$/.test(text) ? 'a number with text after it' : 'not a number'
}
