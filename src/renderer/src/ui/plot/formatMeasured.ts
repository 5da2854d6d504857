import { formatNumber, superscript } from '../formatNumber.ts'
import { groupDigits } from '../formatQuantity.ts'

/** Every digit that the number has, for titles and copying. */
export function fullPrecision(value: number): string {
  return Number.isNaN(value) ? '–' : String(value)
}

/** A ratio in per cent, to `digits` significant digits: 0.0028 gives `0.28 %`. */
export function formatPercent(ratio: number, digits = 2): string {
  return Number.isNaN(ratio) ? '–' : `${formatNumber(ratio * 100, Math.abs(ratio) >= 1 ? 3 : digits)} %`
}

/**
 * A measured value whose digits follow its standard error: 1.5031 with 0.00107 gives `1.5031 ± 0.0011`.
 * The error keeps one significant digit, two where the first is 1. Without a usable error: four significant digits.
 */
export function formatMeasured(value: number, standardError: number | null): string {
  if (standardError === null || !(standardError > 0) || !Number.isFinite(standardError) || !Number.isFinite(value)) {
    return formatNumber(value)
  }
  const exponent = Math.floor(Math.log10(Math.max(Math.abs(value), standardError)))
  const shift = exponent < -4 || exponent >= 6 ? exponent : 0
  const scaledError = standardError / 10 ** shift
  const decimals = errorDecimals(scaledError)
  const measured = `${fixed(value / 10 ** shift, decimals)} ± ${fixed(scaledError, decimals)}`
  return shift === 0 ? measured : `(${measured}) × 10${superscript(shift)}`
}

/** Decimals that show one significant digit of the error, two when it begins with 1. Negative left of the point. */
function errorDecimals(error: number): number {
  const [mantissa = '', exponent = ''] = error.toExponential(1).split('e')
  return -Number(exponent) + (Number(mantissa) < 2 ? 1 : 0)
}

/** Text with so many decimals, grouped; a negative number of them rounds to tens, hundreds, … */
function fixed(value: number, decimals: number): string {
  const unit = 10 ** Math.max(0, -decimals)
  const text = (Math.round(Math.abs(value) / unit) * unit).toFixed(0)
  const whole = decimals > 0 ? Math.abs(value).toFixed(Math.min(100, decimals)) : text
  const [digits = '', fraction] = whole.split('.')
  const grouped = digits.length > 4 ? groupDigits(digits) : digits
  const sign = value < 0 && /[1-9]/.test(whole) ? '−' : ''
  return sign + grouped + (fraction === undefined ? '' : `.${fraction}`)
}
