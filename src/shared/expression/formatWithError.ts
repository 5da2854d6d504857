import { formatLatexNumber, formatNumber } from './formatNumber.ts'
import { superscript } from './raisedDigits.ts'

export type ErrorStyle = 'plain' | 'latex' | 'compact'

/** Powers of ten outside which value and error share one: (1.20 ± 0.03)×10⁻⁵. */
const PLAIN_FROM = -3
const PLAIN_TO = 5
const NOISE = 1e-11
const MOST_DIGITS = 10

/**
 * A value with its standard error, as many digits as the error allows: `1.503 ± 0.001`, in LaTeX `1.503 \pm 0.001`,
 * compact `1.5031(11)` with two digits of the error. Without a usable error the value has five significant digits.
 */
export function formatWithError(value: number, error: number | null, style: ErrorStyle = 'plain'): string {
  if (error === null || !(error > 0) || !Number.isFinite(error) || !Number.isFinite(value))
    return style === 'latex' ? formatLatexNumber(value) : formatNumber(value)
  // an error of rounding only: the digits that it would allow mean nothing
  if (error < NOISE * Math.abs(value)) {
    const [format, sign] = style === 'latex' ? [formatLatexNumber, '\\pm'] : [formatNumber, '±']
    return `${format(value, MOST_DIGITS)} ${sign} ${format(error, 1)}`
  }
  const lastPlace = placeOfError(error, style === 'compact' ? 2 : 1)
  const exponent = value === 0 ? orderOf(error) : Math.max(orderOf(value), orderOf(error))
  const isPlain = exponent >= PLAIN_FROM && exponent < PLAIN_TO && lastPlace <= 0
  const power = isPlain ? 0 : exponent
  const places = Math.min(100, Math.max(0, power - lastPlace))
  const scaled = (value / 10 ** power).toFixed(places)
  if (style === 'compact') {
    const errorDigits = Math.round(error / 10 ** lastPlace)
    return `${scaled}(${errorDigits})${power === 0 ? '' : `e${power}`}`
  }
  const scaledError = (error / 10 ** power).toFixed(places)
  const text = `${scaled} ${style === 'latex' ? '\\pm' : '±'} ${scaledError}`
  if (power === 0) return text
  return style === 'latex' ? `(${text})\\times10^{${power}}` : `(${text})×10${superscript(power)}`
}

/** How many significant digits of a value mean something beside its error: down to the first digit of the error and one more. */
export function significantDigits(value: number, error: number | null): number {
  if (error === null || !(error > 0) || !Number.isFinite(error) || value === 0) return 5
  return Math.min(MOST_DIGITS, Math.max(2, orderOf(value) - placeOfError(error, 1) + 2))
}

/** Power of ten of the last digit that is kept; rounding 0.0096 to one digit gives 0.01, one place higher. */
function placeOfError(error: number, digits: number): number {
  return Number(error.toExponential(digits - 1).split('e')[1]) - (digits - 1)
}

function orderOf(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)))
}
