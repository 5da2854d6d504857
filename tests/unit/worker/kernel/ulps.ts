const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** Doubles from a to b, 0 for equal ones and for two NaNs, Infinity for a NaN or an infinity beside anything else. */
export function ulpsApart(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0
  if (!Number.isFinite(a) || !Number.isFinite(b)) return Infinity
  return Math.abs(Number(place(a) - place(b)))
}

/** Number of the double on the line of all doubles. */
function place(value: number): bigint {
  double[0] = value
  return bits[0]! < 0n ? -(bits[0]! & 0x7fffffffffffffffn) : bits[0]!
}
