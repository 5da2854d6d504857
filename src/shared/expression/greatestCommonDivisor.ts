/** Euclid's algorithm for whole numbers; the sign is that of the last rest, so give sizes. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
