import { superscript } from './raisedDigits.ts'

/** A rounded number, cut into sign, digits and power of ten; `exponent` is null in plain notation. */
interface Rounded {
  readonly sign: '' | '-'
  readonly digits: string
  readonly exponent: number | null
}

/** Sizes from which a number has no plain notation any more. */
const LARGEST_PLAIN = 1e5
/** Sizes below which it has none: in sentences, where zeros are read easily, and in formulas. */
const SMALLEST_PLAIN = { prose: 1e-4, formula: 1e-2 }

/**
 * The number as it stands in sentences and tables, with at most so many significant digits and no trailing zeros: `1.5031`,
 * `0.0012`, `1.2×10⁻⁵`, `10⁻⁵`. What programs read is printed by printInfix, in full precision.
 */
export function formatNumber(value: number, digits = 5): string {
  const { sign, digits: text, exponent } = round(value, digits, SMALLEST_PLAIN.prose)
  if (exponent === null) return sign + text
  return `${sign}${text === '1' ? '' : `${text}×`}10${superscript(exponent)}`
}

/** As formatNumber, in LaTeX: `1.2\times10^{-3}`; a mantissa of 1 is left out. */
export function formatLatexNumber(value: number, digits = 5): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\\mathrm{NaN}' : value < 0 ? '-\\infty' : '\\infty'
  const { sign, digits: text, exponent } = round(value, digits, SMALLEST_PLAIN.formula)
  if (exponent === null) return sign + text
  return `${sign}${text === '1' ? '' : `${text}\\times`}10^{${exponent}}`
}

function round(value: number, digits: number, smallestPlain: number): Rounded {
  const sign = value < 0 ? '-' : ''
  const size = Math.abs(value)
  if (size === 0 || !Number.isFinite(size)) return { sign, digits: String(size), exponent: null }
  const [mantissa = '', exponent = '0'] = size.toExponential(Math.min(100, Math.max(0, digits - 1))).split('e')
  const rounded = Number(`${mantissa}e${exponent}`)
  if (rounded < smallestPlain || rounded >= LARGEST_PLAIN)
    return { sign, digits: trimZeros(mantissa), exponent: Number(exponent) }
  // below LARGEST_PLAIN a double prints without an exponent, and shortest
  return { sign, digits: String(rounded), exponent: null }
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
