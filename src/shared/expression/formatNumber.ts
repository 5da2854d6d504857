/** A rounded number, cut into sign, digits and power of ten; `exponent` is null in plain notation. */
interface Rounded {
  readonly sign: '' | '-'
  readonly digits: string
  readonly exponent: number | null
}

/** Plain notation is kept for sizes from 0.01 up to here. */
const LARGEST_PLAIN = 1e5
const SMALLEST_PLAIN = 1e-2

/** The number with at most so many significant digits and no trailing zeros: `1.5031`, `1.2e-3`. */
export function formatNumber(value: number, digits = 5): string {
  const { sign, digits: text, exponent } = round(value, digits)
  return sign + text + (exponent === null ? '' : `e${exponent}`)
}

/** As formatNumber, in LaTeX: `1.2\times10^{-3}`; a mantissa of 1 is left out. */
export function formatLatexNumber(value: number, digits = 5): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\\mathrm{NaN}' : value < 0 ? '-\\infty' : '\\infty'
  const { sign, digits: text, exponent } = round(value, digits)
  if (exponent === null) return sign + text
  return `${sign}${text === '1' ? '' : `${text}\\times`}10^{${exponent}}`
}

function round(value: number, digits: number): Rounded {
  const sign = value < 0 ? '-' : ''
  const size = Math.abs(value)
  if (size === 0 || !Number.isFinite(size)) return { sign, digits: String(size), exponent: null }
  const [mantissa = '', exponent = '0'] = size.toExponential(Math.min(100, Math.max(0, digits - 1))).split('e')
  const rounded = Number(`${mantissa}e${exponent}`)
  if (rounded < SMALLEST_PLAIN || rounded >= LARGEST_PLAIN)
    return { sign, digits: trimZeros(mantissa), exponent: Number(exponent) }
  // below LARGEST_PLAIN a double prints without an exponent, and shortest
  return { sign, digits: String(rounded), exponent: null }
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
