import { formatNumber } from './formatNumber.ts'

/** Enough to tell every share that matters from all. */
const MOST_DIGITS = 6

/** A share in per cent: 0.0028 → `0.28 %`. What is not all has as many digits as it takes to say so: 0.9997 → `99.97 %`. */
export function formatShare(share: number, digits = 2): string {
  const text = formatNumber(100 * share, digits)
  return text === '100' && share < 1 && digits < MOST_DIGITS ? formatShare(share, digits + 1) : `${text} %`
}
