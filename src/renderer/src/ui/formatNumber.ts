import { groupDigits } from './formatQuantity.ts'

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number in reading form, split at its decimal mark so that a column can be aligned on it. */
export interface SplitNumber {
  /** Sign and whole part, with thin spaces. */
  readonly whole: string
  /** The rest from the decimal mark on, or ''. */
  readonly rest: string
}

/** How one column shows its numbers. */
export interface NumberStyle {
  /** Significant digits at most. */
  readonly digits: number
  readonly isScientific: boolean
}

/** Seven digits are as many as a measured quantity has; fewer where all the numbers of the column are exact with fewer. */
const MOST_DIGITS = 7

/**
 * Style for a column by a sample of its numbers: the digits that the data has, not those of binary rounding, and powers
 * of ten where plain figures would be longer than about a dozen characters.
 */
export function chooseStyle(sample: readonly number[]): NumberStyle {
  const finite = sample.filter(Number.isFinite)
  const sizes = finite.filter((value) => value !== 0).map(Math.abs)
  const isScientific = sizes.some((size) => size >= 1e9 || size < 1e-5)
  const digits = finite.reduce((most, value) => Math.max(most, significantDigits(value)), 1)
  return { digits, isScientific }
}

/** The fewest significant digits that give the number back within `MOST_DIGITS` digits. */
function significantDigits(value: number): number {
  const [mantissa = ''] = Math.abs(value)
    .toExponential(MOST_DIGITS - 1)
    .split('e')
  return mantissa.replace('.', '').replace(/0+$/, '').length || 1
}

/** A finite number split for alignment: 60195.25 → `60 195` and `.25`, 6.02e23 → `6` and `.02 × 10²³`. */
export function splitNumber(value: number, { digits, isScientific }: NumberStyle): SplitNumber {
  const sign = value < 0 ? '−' : ''
  const size = Math.abs(value)
  if (isScientific && size !== 0) {
    const [mantissa = '', exponent = ''] = size.toExponential(Math.max(0, digits - 1)).split('e')
    const [whole = '', fraction] = trimZeros(mantissa).split('.')
    return { whole: sign + whole, rest: `${fraction ? `.${fraction}` : ''} × 10${superscript(Number(exponent))}` }
  }
  const rounded = Number(size.toPrecision(Math.max(1, digits)))
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded || 1)))
  const [whole = '', fraction] = trimZeros(rounded.toFixed(Math.min(100, places))).split('.')
  return { whole: sign + (whole.length > 4 ? groupDigits(whole) : whole), rest: fraction ? `.${fraction}` : '' }
}

/** A number in a sentence or a list: `digits` significant figures, `−` as the minus sign, NaN as a dash. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value < 0 ? '−∞' : '∞'
  const size = Math.abs(value)
  const isScientific = size !== 0 && (size >= 1e6 || size < 1e-4)
  const { whole, rest } = splitNumber(value, { digits, isScientific })
  return whole + rest
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

export function superscript(exponent: number): string {
  const figures = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '')
  return `${exponent < 0 ? '⁻' : ''}${figures.join('')}`
}
