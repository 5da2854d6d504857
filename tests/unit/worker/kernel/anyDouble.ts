import fc from 'fast-check'

/** Every kind of double: subnormal, huge, signed zeros, infinities and NaN among them. */
export const anyDouble = fc.oneof(
  fc.double({ noNaN: true, min: -20, max: 20 }),
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, -2.2e-310, 1.7e308)
)
