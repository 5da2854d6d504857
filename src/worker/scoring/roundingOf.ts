/** The step of the last written digit that all values share: 0.01 for 1.5 and 0.25; 0 where all digits are used. */
export function roundingOf(values: Float64Array): number {
  let decimals = 0
  for (const value of values) {
    const [mantissa = '', exponent = '0'] = value.toString().split('e')
    const digits = (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)
    decimals = Math.max(decimals, digits)
    if (mantissa.replace(/\D/g, '').length >= 15) return 0
  }
  // whole numbers: counts are exact, not rounded
  return decimals <= 0 ? 0 : 10 ** -decimals
}
