import type { ImportOptions } from '../../shared/domain/dataset.ts'

type DecimalMark = ImportOptions['decimalMark']

/** Blanks, apostrophes and points or commas that people put between groups of three digits. */
const GROUPED = {
  '.': /^([+-]?\d{1,3})(?:([ \u00a0\u2009\u202f'’,])\d{3}(?:\2\d{3})*)(?:\.\d*)?(?:e[+-]?\d+)?$/i,
  ',': /^([+-]?\d{1,3})(?:([ \u00a0\u2009\u202f'’.])\d{3}(?:\2\d{3})*)(?:,\d*)?(?:e[+-]?\d+)?$/i
} as const
const GROUP_MARKS = { '.': /[ \u00a0\u2009\u202f'’,]/g, ',': /[ \u00a0\u2009\u202f'’.]/g } as const
const INFINITE = /^([+-]?)(?:inf|infinity|∞)$/i
const FORTRAN_EXPONENT = /^([+-]?[\d.,]+)d([+-]?\d+)$/i

/**
 * Reads a number as `Number(text)` does, to the last bit, with the decimal mark of the file; NaN for anything else.
 * Only the plain forms: no thousands marks, no infinity, no hexadecimal. This is the path of nearly every cell.
 */
export function parsePlainNumber(text: string, decimalMark: DecimalMark): number {
  // Number() also reads '' as 0 and 0x10, 0b1, 0o7
  if (text.length === 0 || (text.length > 2 && text.charCodeAt(1) > 57 && /^\s*0[xbo]/i.test(text))) return NaN
  if (decimalMark === ',') {
    if (text.includes('.')) return NaN
    text = text.replace(',', '.')
  }
  const value = Number(text)
  return Number.isFinite(value) && (value !== 0 || text.trim() !== '') ? value : NaN
}

/**
 * Reads a number as people write it: with thousands marks in groups of three (1.234,56 or 1,234.56, 1 234,5, 1'234.5), a
 * typographic minus, or a Fortran exponent 1D5. ±Infinity for `inf` and for what is too large for a double; NaN for text.
 */
export function parseNumber(text: string, decimalMark: DecimalMark): number {
  const trimmed = text.trim().replace(/^[−–]/, '-').replace(FORTRAN_EXPONENT, '$1e$2')
  const plain = parsePlainNumber(trimmed, decimalMark)
  if (!Number.isNaN(plain)) return plain
  const infinite = INFINITE.exec(trimmed)
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity
  if (GROUPED[decimalMark].test(trimmed))
    return parseUngrouped(trimmed.replace(GROUP_MARKS[decimalMark], ''), decimalMark)
  return /^[+-]?[\d.,]+e\+?\d+$/i.test(trimmed) ? parseUngrouped(trimmed, decimalMark) : NaN
}

/** Without the guard against overflow: 1e999 gives Infinity. */
function parseUngrouped(text: string, decimalMark: DecimalMark): number {
  if (decimalMark === '.') return Number(text)
  return text.includes('.') ? NaN : Number(text.replace(',', '.'))
}
