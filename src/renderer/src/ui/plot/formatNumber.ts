const MINUS = '−'
const THIN_SPACE = '\u202f'
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const NO_VALUE = '–'

/** Whole number as superscript digits: −3 gives `⁻³`. */
export function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('')
  return exponent < 0 ? `⁻${digits}` : digits
}

/** Thousands in groups of three by a thin no-break space, from five whole digits on; a true minus sign. */
export function groupDigits(text: string, fromDigits = 5): string {
  const [, sign = '', whole = '', rest = ''] = /^([-−]?)(\d+)(.*)$/.exec(text) ?? []
  if (whole === '') return text
  const grouped = whole.length < fromDigits ? whole : whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
  return (sign === '' ? '' : MINUS) + grouped + rest
}

/** Number to `digits` significant digits, trailing zeros dropped; powers of ten outside 1e-4 … 1e6. `–` where there is none. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return NO_VALUE
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : '∞'
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(digits))
  const exponent = Math.floor(Math.log10(Math.abs(rounded)))
  if (exponent >= -4 && exponent < 6) return groupDigits(plainText(rounded))
  const mantissa = Number(rounded.toExponential().split('e')[0])
  return `${groupDigits(plainText(mantissa))} × 10${superscript(exponent)}`
}

/** Every digit that the number has, for titles and copying. */
export function fullPrecision(value: number): string {
  return Number.isNaN(value) ? NO_VALUE : String(value)
}

/** A ratio in per cent, to two significant digits: 0.0028 gives `0.28 %`. */
export function formatPercent(ratio: number, digits = 2): string {
  if (Number.isNaN(ratio)) return NO_VALUE
  return `${formatNumber(ratio * 100, Math.abs(ratio) >= 1 ? 3 : digits)} %`
}

/**
 * A measured value whose digits follow its standard error: 1.5031 with 0.00107 gives `1.5031 ± 0.0011`.
 * The error keeps one significant digit, two where the first is 1. Without a usable error: four significant digits.
 */
export function formatMeasured(value: number, standardError: number | null): string {
  if (standardError === null || !(standardError > 0) || !Number.isFinite(standardError) || !Number.isFinite(value)) {
    return formatNumber(value)
  }
  const size = Math.max(Math.abs(value), standardError)
  const exponent = Math.floor(Math.log10(size))
  const shift = exponent < -4 || exponent >= 6 ? exponent : 0
  const scaledError = standardError / 10 ** shift
  const decimals = errorDecimals(scaledError)
  const text = (number: number) => groupDigits(roundTo(number, decimals).toFixed(Math.max(0, decimals)))
  const measured = `${text(value / 10 ** shift)} ± ${text(scaledError)}`
  return shift === 0 ? measured : `(${measured}) × 10${superscript(shift)}`
}

/** Time as `0.4 s`, `41 s`, `1 min 12 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return NO_VALUE
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`
  const minutes = Math.round((whole % 3600) / 60)
  return `${Math.floor(whole / 3600)} h${minutes === 0 ? '' : ` ${minutes} min`}`
}

/** Decimals that show one significant digit of the error, two when it begins with 1. Negative left of the point. */
function errorDecimals(error: number): number {
  const exponent = Math.floor(Math.log10(error))
  const leading = Number(error.toExponential(1).slice(0, 3))
  return -exponent + (leading < 2 ? 1 : 0)
}

function roundTo(value: number, decimals: number): number {
  if (decimals >= 0) return value
  const unit = 10 ** -decimals
  return Math.round(value / unit) * unit
}

/** Decimal text without an exponent, for 1e-6 … 1e21. */
function plainText(value: number): string {
  const text = String(value)
  return text.includes('e-') ? value.toFixed(20).replace(/0+$/, '') : text
}
