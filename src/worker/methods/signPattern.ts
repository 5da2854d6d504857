/** `mixed` also covers a zero: no logarithm is then to be had of every value. */
export type SignPattern = 'positive' | 'negative' | 'mixed'

export function signPattern(values: Float64Array): SignPattern {
  return prevailingSign(values, 1)
}

/** The sign of at least `share` of the values, whatever the others are. */
export function prevailingSign(values: Float64Array, share: number): SignPattern {
  const { positive, negative } = countSigns(values)
  const least = share * values.length
  return positive >= least ? 'positive' : negative >= least ? 'negative' : 'mixed'
}

export function countSigns(values: Float64Array): { readonly positive: number; readonly negative: number } {
  let positive = 0
  let negative = 0
  for (const value of values) {
    if (value > 0) positive++
    else if (value < 0) negative++
  }
  return { positive, negative }
}
