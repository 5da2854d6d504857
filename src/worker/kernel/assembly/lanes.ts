// Pairs of doubles. Constants are loaded from memory: immediates of 16 bytes run slower on today's engines.

@inline
export function load(address: usize): v128 {
  return v128.load64_splat(address)
}

/** a · b + c, rounded twice: fused where the machine can, results would differ from machine to machine. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c)
}
