/** `mixed` also covers a zero: no logarithm is then to be had of every value. */
export type SignPattern = 'positive' | 'negative' | 'mixed'

/** @param rows null takes all */
export function signPattern(values: Float64Array, rows: Uint32Array | null = null): SignPattern {
  const { positive, negative } = countSigns(values, rows)
  const all = rows?.length ?? values.length
  return positive === all ? 'positive' : negative === all ? 'negative' : 'mixed'
}

/** The sign of at least `share` of the values, whatever the others are. */
export function prevailingSign(values: Float64Array, share: number): SignPattern {
  const { positive, negative } = countSigns(values)
  const least = share * values.length
  return positive >= least ? 'positive' : negative >= least ? 'negative' : 'mixed'
}

export function countSigns(
  values: Float64Array,
  rows: Uint32Array | null = null
): { readonly positive: number; readonly negative: number } {
  const n = rows?.length ?? values.length
  let positive = 0
  let negative = 0
  for (let k = 0; k < n; k++) {
    const value = values[rows === null ? k : rows[k]!]!
    if (value > 0) positive++
    else if (value < 0) negative++
  }
  return { positive, negative }
}
