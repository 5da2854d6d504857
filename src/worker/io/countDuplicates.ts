/** Rows beyond this are not compared, so that the summary of a huge table stays quick. */
export const MOST_COMPARED = 100_000

/**
 * Rows, among the first 100 000, that repeat an earlier row in every given column. Missing cells equal each other. Rows are
 * compared by 53 bits of a hash (murmur-like mixing; A. Appleby 2008): a false repetition among 100 000 different rows has
 * a probability below 10⁻⁶.
 */
export function countDuplicates(columns: readonly Float64Array[]): number {
  const rows = Math.min(columns[0]?.length ?? 0, MOST_COMPARED)
  const seen = new Set<number>()
  const value = new Float64Array(1)
  const [low, high] = [0, 1] as const
  const words = new Uint32Array(value.buffer)
  for (let row = 0; row < rows; row++) {
    let [a, b] = [0x9e3779b9, 0x85ebca6b]
    for (const values of columns) {
      // adding zero makes one of −0 and 0
      value[0] = values[row]! + 0
      a = mix(a ^ words[low]!) + words[high]!
      b = mix(b ^ words[high]!) + words[low]!
    }
    seen.add((mix(a) >>> 0) * 2 ** 21 + (mix(b) >>> 11))
  }
  return rows - seen.size
}

function mix(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
