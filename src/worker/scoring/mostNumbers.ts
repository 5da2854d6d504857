/**
 * Fitted numbers that n rows can bear: a fifth of them, two in any case, three from eight rows on. A formula with more
 * explains nothing, however well it fits.
 */
export function mostNumbers(n: number): number {
  return Math.max(2, Math.min(3, Math.floor(n / 2.5)), n / 5)
}
