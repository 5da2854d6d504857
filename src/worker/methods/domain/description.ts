import type { AxisData } from './axisData.ts'

/**
 * Schwarz's criterion, twice the description length in natural units: n ln(rss/n) + numbers · ln n, with the rounding of
 * the target as a floor. A position that was looked for among the rows counts as two numbers.
 *
 * Source: G. Schwarz (1978), doi:10.1214/aos/1176344136; for positions N. R. Zhang, D. O. Siegmund (2007),
 * doi:10.1111/j.1541-0420.2006.00662.x.
 */
export function descriptionOf(rss: number, numbers: number, { n, floor }: Pick<AxisData, 'n' | 'floor'>): number {
  return n * Math.log(rss / n + floor * floor) + numbers * Math.log(n)
}
