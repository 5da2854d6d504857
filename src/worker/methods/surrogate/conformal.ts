/**
 * Half the width of the interval about a prediction that holds a share `cover` of new values, whatever the model is worth:
 * the ⌈(n + 1) cover⌉-th smallest error of rows that the model has not seen; Infinity where they are too few for that.
 *
 * Source: V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World" (2005), §4.2, doi:10.1007/b106715.
 */
export function conformalWidth(errors: Float64Array, cover: number): number {
  const sorted = errors.map(Math.abs).sort()
  return sorted[Math.ceil((errors.length + 1) * cover) - 1] ?? Infinity
}
