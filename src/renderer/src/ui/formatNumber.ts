import { superscript } from '../../../shared/expression/raisedDigits.ts'
import { groupDigits } from './formatQuantity.ts'

/** A number in reading form, split at its decimal mark so that a column can be aligned on it. */
export interface SplitNumber {
  /** Sign and whole part, with thin spaces. */
  readonly whole: string
  /** The rest from the decimal mark on, or ''. */
  readonly rest: string
}

/** How one column shows its numbers. */
export interface NumberStyle {
  /** Significant digits at most; the whole part is never rounded for want of them, unless it is in powers of ten. */
  readonly digits: number
  readonly isScientific: boolean
}

/** As many as a measured quantity has; more would be those of binary rounding. */
const MOST_DIGITS = 7
/** Below it a number is in powers of ten wherever it stands. */
const SMALLEST_PLAIN = 1e-6

/** Style for a column by its range: powers of ten where plain figures would be longer than about a dozen characters. */
export function chooseStyle(min: number, max: number): NumberStyle {
  const largest = Math.max(Math.abs(min), Math.abs(max))
  return { digits: MOST_DIGITS, isScientific: largest >= 1e10 || (largest > 0 && largest < 1e-4) }
}

/** A finite number split for alignment: 60195.25 → `60 195` and `.25`, 6.02e23 → `6` and `.02 × 10²³`. */
export function splitNumber(value: number, { digits, isScientific }: NumberStyle): SplitNumber {
  const sign = value < 0 ? '−' : ''
  const size = Math.abs(value)
  if (size !== 0 && (isScientific || size < SMALLEST_PLAIN)) {
    const [mantissa = '', exponent = ''] = size.toExponential(Math.max(0, digits - 1)).split('e')
    const [whole = '', fraction] = trimZeros(mantissa).split('.')
    return { whole: sign + whole, rest: `${fraction ? `.${fraction}` : ''} × 10${superscript(Number(exponent))}` }
  }
  const wholeDigits = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1
  const rounded = Number(size.toPrecision(Math.min(100, Math.max(digits, wholeDigits))))
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded || 1)))
  const [whole = '', fraction] = trimZeros(rounded.toFixed(Math.min(100, places))).split('.')
  return { whole: sign + (whole.length > 4 ? groupDigits(whole) : whole), rest: fraction ? `.${fraction}` : '' }
}

/** A number in a sentence or a list: `digits` significant figures, `−` as the minus sign, NaN as a dash. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value < 0 ? '−∞' : '∞'
  const size = Math.abs(value)
  const isScientific = size !== 0 && (size >= 1e6 || size < 1e-4)
  const { whole, rest } = splitNumber(Number(value.toPrecision(digits)), { digits, isScientific })
  return whole + rest
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
