// exp, sinh, cosh and tanh of two doubles.
import { load, madd } from './lanes'

const LOG2_E = memory.data<f64>([1.4426950408889634])
/** 1.5 · 2⁵²: adding it rounds to a whole number, which is then found in the low bits. */
const ROUND = memory.data<f64>([6755399441055744.0])
const LN2_HIGH = memory.data<f64>([6.9314718036912381649e-1])
const LN2_LOW = memory.data<f64>([1.90821492927058770002e-10])
const INFINITE = memory.data<f64>([Infinity])
const LARGEST = memory.data<f64>([709.782712893384])
const SMALLEST_NORMAL = memory.data<f64>([-708.39])
const SMALLEST = memory.data<f64>([-745.1332191019412])
const ONE = memory.data<f64>([1])
const HALF = memory.data<f64>([0.5])
const QUARTER = memory.data<f64>([0.25])
/** 2⁻¹²⁸ and its exponent: subnormal results are made in two steps. */
const TINY = memory.data<f64>([2.938735877055719e-39])
const TINY_EXPONENT = memory.data<i64>([128 << 52])
// (exp r − 1 − r) / r² for |r| ≤ ½ ln 2
const E0 = memory.data<f64>([0.5])
const E1 = memory.data<f64>([0.16666666666666669])
const E2 = memory.data<f64>([0.04166666666662413])
const E3 = memory.data<f64>([0.008333333333330062])
const E4 = memory.data<f64>([0.0013888888917213717])
const E5 = memory.data<f64>([0.00019841269863053618])
const E6 = memory.data<f64>([2.4801521295954376e-5])
const E7 = memory.data<f64>([2.7557268459997064e-6])
const E8 = memory.data<f64>([2.7620088445409746e-7])
const E9 = memory.data<f64>([2.510038549551032e-8])

/** exp x within 1 ulp; subnormal results included. */
@inline
export function exp64(x: v128): v128 {
  const t = madd(x, load(LOG2_E), load(ROUND))
  const n = f64x2.sub(t, load(ROUND))
  let r = f64x2.sub(x, f64x2.mul(n, load(LN2_HIGH)))
  r = f64x2.sub(r, f64x2.mul(n, load(LN2_LOW)))
  const r2 = f64x2.mul(r, r)
  const r4 = f64x2.mul(r2, r2)
  const low = madd(madd(r, load(E3), load(E2)), r2, madd(r, load(E1), load(E0)))
  const middle = madd(madd(r, load(E7), load(E6)), r2, madd(r, load(E5), load(E4)))
  const polynomial = madd(madd(madd(r, load(E9), load(E8)), r4, middle), r4, low)
  const mantissa = f64x2.add(madd(r2, polynomial, r), load(ONE))
  const isTiny = f64x2.lt(x, load(SMALLEST_NORMAL))
  const exponent = i64x2.add(i64x2.shl(t, 52), v128.and(isTiny, load(TINY_EXPONENT)))
  const scaled = f64x2.mul(i64x2.add(mantissa, exponent), v128.bitselect(load(TINY), load(ONE), isTiny))
  // NaN is not ≤ either, and NaN + ∞ is NaN
  const finite = v128.bitselect(scaled, f64x2.add(x, load(INFINITE)), f64x2.le(x, load(LARGEST)))
  return v128.andnot(finite, f64x2.lt(x, load(SMALLEST)))
}

const SINH_P0 = memory.data<f64>([-7.89474443963537015605e-1])
const SINH_P1 = memory.data<f64>([-1.63725857525983828727e2])
const SINH_P2 = memory.data<f64>([-1.15614435765005216044e4])
const SINH_P3 = memory.data<f64>([-3.51754964808151394800e5])
const SINH_Q1 = memory.data<f64>([-2.77711081420602794433e2])
const SINH_Q2 = memory.data<f64>([3.61578279834431989373e4])
const SINH_Q3 = memory.data<f64>([-2.11052978884890840399e6])
const SIGN = memory.data<f64>([-0.0])
/** Beyond this exp overflows though sinh and cosh may not. */
const HALVES_OVERFLOW = memory.data<f64>([709])

/** Lanes that sinh64 and cosh64 get wrong. */
@inline
export function overflows(x: v128): v128 {
  return f64x2.gt(f64x2.abs(x), load(HALVES_OVERFLOW))
}

/** Source: S. L. Moshier, Cephes, sinh.c. */
@inline
export function sinh64(x: v128): v128 {
  const a = f64x2.abs(x)
  const z = f64x2.mul(x, x)
  const p = madd(madd(madd(z, load(SINH_P0), load(SINH_P1)), z, load(SINH_P2)), z, load(SINH_P3))
  const q = madd(madd(f64x2.add(z, load(SINH_Q1)), z, load(SINH_Q2)), z, load(SINH_Q3))
  const small = madd(f64x2.mul(a, z), f64x2.div(p, q), a)
  const e = f64x2.mul(exp64(a), load(HALF))
  const large = f64x2.sub(e, f64x2.div(load(QUARTER), e))
  const magnitude = v128.bitselect(small, large, f64x2.lt(a, load(ONE)))
  return v128.or(magnitude, v128.and(x, load(SIGN)))
}

@inline
export function cosh64(x: v128): v128 {
  const a = f64x2.abs(x)
  const e = f64x2.mul(exp64(a), load(HALF))
  return f64x2.add(e, f64x2.div(load(QUARTER), e))
}

const TANH_P0 = memory.data<f64>([-9.64399179425052238628e-1])
const TANH_P1 = memory.data<f64>([-9.92877231001918586564e1])
const TANH_P2 = memory.data<f64>([-1.61468768441708447952e3])
const TANH_Q1 = memory.data<f64>([1.12811678491632931402e2])
const TANH_Q2 = memory.data<f64>([2.23548839060100448583e3])
const TANH_Q3 = memory.data<f64>([4.84406305325125486048e3])
const TANH_SMALL = memory.data<f64>([0.625])
const MINUS_TWO = memory.data<f64>([-2])

/** Source: S. L. Moshier, Cephes, tanh.c. One division serves both ranges. */
@inline
export function tanh64(x: v128): v128 {
  const a = f64x2.abs(x)
  const e = exp64(f64x2.add(a, a))
  const z = f64x2.mul(x, x)
  const p = madd(madd(z, load(TANH_P0), load(TANH_P1)), z, load(TANH_P2))
  const q = madd(madd(f64x2.add(z, load(TANH_Q1)), z, load(TANH_Q2)), z, load(TANH_Q3))
  const isSmall = f64x2.lt(a, load(TANH_SMALL))
  const numerator = v128.bitselect(f64x2.mul(z, p), load(MINUS_TWO), isSmall)
  const quotient = f64x2.div(numerator, v128.bitselect(q, f64x2.add(e, load(ONE)), isSmall))
  const base = v128.bitselect(a, load(ONE), isSmall)
  const magnitude = f64x2.add(base, v128.bitselect(f64x2.mul(a, quotient), quotient, isSmall))
  return v128.or(magnitude, v128.and(x, load(SIGN)))
}
