const MAX_ROUNDS = 100

/**
 * Solves x = f(x) by iteration to rounding, in place: until the change no longer falls. False where it does not come
 * down to 10⁻⁹ of the size of x.
 * @param next writes f(x) into its second argument
 */
export function fixedPoint(
  x: Float64Array,
  next: (x: Float64Array, out: Float64Array) => void,
  out: Float64Array
): boolean {
  let last = Infinity
  for (let round = 0; round < MAX_ROUNDS; round++) {
    next(x, out)
    let change = 0
    let size = 0
    for (let k = 0; k < x.length; k++) {
      change = Math.max(change, Math.abs(out[k]! - x[k]!))
      size = Math.max(size, Math.abs(out[k]!))
    }
    x.set(out)
    if (!Number.isFinite(change)) return false
    if (change === 0 || (change >= last && change <= 1e-12 * size)) return true
    if (change >= 2 * last && round > 3) return false
    last = change
  }
  return last <= 1e-9 * x.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
}
