import type { UnitPower } from './unitText.ts'

/** Exponents nearer than this to a small fraction are that fraction. */
const ROUNDING = 1e-9
const LARGEST_DENOMINATOR = 12

/** Prints a unit on one line: `d AU^(-3/2)`, `kg m s^-2`; '' for a pure number. */
export function formatUnitPowers(powers: readonly UnitPower[]): string {
  return powers
    .map(({ symbol, exponent }) => ({ symbol, text: formatUnitExponent(exponent) }))
    .filter(({ text }) => text !== '0')
    .map(({ symbol, text }) => (text === '1' ? symbol : `${symbol}^${text.includes('/') ? `(${text})` : text}`))
    .join(' ')
}

/** A whole number, a small fraction such as `-3/2`, or four decimals, which are never written with an e. */
export function formatUnitExponent(exponent: number): string {
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const numerator = Math.round(exponent * denominator)
    if (Math.abs(numerator / denominator - exponent) < ROUNDING)
      return denominator === 1 ? String(numerator + 0) : `${numerator}/${denominator}`
  }
  return String(Number(exponent.toFixed(4)) + 0)
}
