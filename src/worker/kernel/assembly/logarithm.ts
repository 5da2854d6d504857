// Natural and decimal logarithm of two doubles.
import { load, madd } from './lanes'

const ONE = memory.data<f64>([1])
const TWO = memory.data<f64>([2])
const HALF = memory.data<f64>([0.5])
const ZERO = memory.data<f64>([0])
const NOT_A_NUMBER = memory.data<f64>([NaN])
const INFINITE = memory.data<f64>([Infinity])
const MINUS_INFINITE = memory.data<f64>([-Infinity])
const SMALLEST_NORMAL = memory.data<f64>([2.2250738585072014e-308])
/** 2⁵⁴ makes a subnormal normal. */
const LIFT = memory.data<f64>([18014398509481984.0])
const LIFT_EXPONENT = memory.data<f64>([54])
/** Bits of the smallest normal number, and of twice that. */
const ABOVE = memory.data<i64>([0x0010000000000000])
const LOWEST = memory.data<i64>([0x0020000000000000])
// bits of 1 less those of √½, so that mantissas lie in [√½, √2)
const SHIFT = memory.data<i64>([0x3ff0000000000000 - 0x3fe6a09e667f3bcd])
const ROOT_HALF = memory.data<i64>([0x3fe6a09e667f3bcd])
const MANTISSA = memory.data<i64>([0x000fffffffffffff])
const EXPONENT_AS_DOUBLE = memory.data<i64>([0x4330000000000000])
const EXPONENT_BIAS = memory.data<f64>([4503599627371519.0])
const LN2_HIGH = memory.data<f64>([6.9314718036912381649e-1])
const LN2_LOW = memory.data<f64>([1.90821492927058770002e-10])
const LOG10_2_HIGH = memory.data<f64>([3.01029995663611771306e-1])
const LOG10_2_LOW = memory.data<f64>([3.69423907715893078616e-13])
const LOG10_E = memory.data<f64>([4.34294481903251816668e-1])
const L1 = memory.data<f64>([6.66666666666673513e-1])
const L2 = memory.data<f64>([3.999999999940941908e-1])
const L3 = memory.data<f64>([2.857142874366239149e-1])
const L4 = memory.data<f64>([2.222219843214978396e-1])
const L5 = memory.data<f64>([1.818357216161805012e-1])
const L6 = memory.data<f64>([1.531383769920937332e-1])
const L7 = memory.data<f64>([1.479819860511658591e-1])

@inline
function lifted(x: v128, isSubnormal: v128): v128 {
  return v128.bitselect(f64x2.mul(x, load(LIFT)), x, isSubnormal)
}

/** Lanes that log64 and log1064 get wrong: all but normal positive numbers, which the sum leaves in order. */
@inline
export function isAbnormal(x: v128): v128 {
  return i64x2.gt_s(load(LOWEST), i64x2.add(x, load(ABOVE)))
}

@inline
function exponentOf(bits: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(bits, 52), load(EXPONENT_AS_DOUBLE)), load(EXPONENT_BIAS))
}

@inline
function loweredExponent(bits: v128, isSubnormal: v128): v128 {
  return f64x2.sub(exponentOf(bits), v128.and(isSubnormal, load(LIFT_EXPONENT)))
}

@inline
function mantissaLessOne(bits: v128): v128 {
  return f64x2.sub(i64x2.add(v128.and(bits, load(MANTISSA)), load(ROOT_HALF)), load(ONE))
}

/** s · (f²/2 + R) of fdlibm: log(1 + f) = f − (f²/2 − this). */
@inline
function correction(f: v128, halfSquare: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f, load(TWO)))
  const z = f64x2.mul(s, s)
  const w = f64x2.mul(z, z)
  const even = f64x2.mul(w, madd(w, madd(w, load(L6), load(L4)), load(L2)))
  const odd = f64x2.mul(z, madd(w, madd(w, madd(w, load(L7), load(L5)), load(L3)), load(L1)))
  return f64x2.mul(s, f64x2.add(halfSquare, f64x2.add(even, odd)))
}

/** −∞ for 0, NaN below 0, and ∞ and NaN as they are. */
@inline
function withSpecials(result: v128, x: v128): v128 {
  const isFine = v128.and(f64x2.gt(x, load(ZERO)), f64x2.lt(x, load(INFINITE)))
  const special = v128.bitselect(load(MINUS_INFINITE), x, f64x2.eq(x, load(ZERO)))
  const isNegative = f64x2.lt(x, load(ZERO))
  return v128.bitselect(result, v128.or(special, v128.and(isNegative, load(NOT_A_NUMBER))), isFine)
}

/** Source: fdlibm, e_log.c (Sun Microsystems, 1993). */
@inline
function naturalOf(bits: v128, e: v128): v128 {
  const f = mantissaLessOne(bits)
  const halfSquare = f64x2.mul(f64x2.mul(f, f), load(HALF))
  const low = f64x2.add(correction(f, halfSquare), f64x2.mul(e, load(LN2_LOW)))
  return f64x2.add(f64x2.mul(e, load(LN2_HIGH)), f64x2.sub(f, f64x2.sub(halfSquare, low)))
}

/** Source: fdlibm, e_log10.c. */
@inline
function decimalOf(bits: v128, e: v128): v128 {
  const f = mantissaLessOne(bits)
  const halfSquare = f64x2.mul(f64x2.mul(f, f), load(HALF))
  const natural = f64x2.sub(f, f64x2.sub(halfSquare, correction(f, halfSquare)))
  const low = madd(e, load(LOG10_2_LOW), f64x2.mul(natural, load(LOG10_E)))
  return madd(e, load(LOG10_2_HIGH), low)
}

@inline
export function log64(x: v128): v128 {
  const bits = i64x2.add(x, load(SHIFT))
  return naturalOf(bits, exponentOf(bits))
}

@inline
export function log1064(x: v128): v128 {
  const bits = i64x2.add(x, load(SHIFT))
  return decimalOf(bits, exponentOf(bits))
}

/** The logarithm of any x. */
export function log64OfAny(x: v128): v128 {
  const isSubnormal = f64x2.lt(x, load(SMALLEST_NORMAL))
  const bits = i64x2.add(lifted(x, isSubnormal), load(SHIFT))
  return withSpecials(naturalOf(bits, loweredExponent(bits, isSubnormal)), x)
}

export function log1064OfAny(x: v128): v128 {
  const isSubnormal = f64x2.lt(x, load(SMALLEST_NORMAL))
  const bits = i64x2.add(lifted(x, isSubnormal), load(SHIFT))
  return withSpecials(decimalOf(bits, loweredExponent(bits, isSubnormal)), x)
}
