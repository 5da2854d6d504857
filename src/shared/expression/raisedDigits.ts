/** Ten digits in order, and behind them the minus. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'
const PLAIN = '0123456789-'

/** A whole number as an exponent: −12 → `⁻¹²`. */
export function superscript(exponent: number): string {
  return [...String(exponent)].map((digit) => RAISED[PLAIN.indexOf(digit)] ?? '').join('')
}

/** The exponent that raised digits spell: `⁻¹²` → `-12`; other characters, a raised plus among them, are left out. */
export function lowered(raised: string): string {
  return [...raised].map((digit) => PLAIN[RAISED.indexOf(digit)] ?? '').join('')
}
