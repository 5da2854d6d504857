// exp, sinh, cosh and tanh of two doubles.
import { load, madd } from './lanes'
import { fractionOf, restOf } from './powersOfTwo'

/** 256 / ln 2, and ln 2 / 256 in two parts, of which the first times 22 bits is exact. */
const STEPS = memory.data<f64>([369.3299304675746])
const STEP_HIGH = memory.data<f64>([0.002707606172407395])
const STEP_LOW = memory.data<f64>([1.6548911585192516e-12])
/** 1.5 · 2⁵² + 256 · 1023: adding it rounds to a whole number, which lies in the low bits as an exponent does. */
const ROUND = memory.data<f64>([6755399441317632.0])
const LIMIT = memory.data<f64>([708])
const INFINITE = memory.data<f64>([Infinity])
const LARGEST = memory.data<f64>([709.782712893384])
const SMALLEST_NORMAL = memory.data<f64>([-708.39])
const SMALLEST = memory.data<f64>([-745.1332191019412])
const ONE = memory.data<f64>([1])
const TWO = memory.data<f64>([2])
const HALF = memory.data<f64>([0.5])
const QUARTER = memory.data<f64>([0.25])
/** 2⁻¹²⁸, and the steps that take it off: results near the ends of the range are made in two parts. */
const TINY = memory.data<f64>([2.938735877055719e-39])
const TINY_STEPS = memory.data<i64>([128 << 8])
const HUGE_STEPS = memory.data<i64>([-256])
// (exp r − 1 − r) / r² for |r| ≤ ln 2 / 512
const E2 = memory.data<f64>([0.5])
const E3 = memory.data<f64>([0.16666667812155952])
const E4 = memory.data<f64>([0.04166666857581546])
// the same so exactly that nothing is lost where 1 is taken off
const D2 = memory.data<f64>([0.4999999999999994])
const D3 = memory.data<f64>([0.16666666666666657])
const D4 = memory.data<f64>([0.0416666692121984])
const D5 = memory.data<f64>([0.008333333696980721])

/** Lanes that exp64 gets wrong. */
@inline
export function isBeyondExp(x: v128): v128 {
  return f64x2.gt(f64x2.abs(x), load(LIMIT))
}

@inline
function roundedSteps(x: v128): v128 {
  return madd(x, load(STEPS), load(ROUND))
}

/** What of x is not in the steps. */
@inline
function restAfter(x: v128, t: v128): v128 {
  const n = f64x2.sub(t, load(ROUND))
  return f64x2.sub(f64x2.sub(x, f64x2.mul(n, load(STEP_HIGH))), f64x2.mul(n, load(STEP_LOW)))
}

/** 2^(n/256) without whole powers of 2, times exp of the rest. */
@inline
function fractionalPower(x: v128, t: v128): v128 {
  const r = restAfter(x, t)
  const power = fractionOf(t)
  const p = madd(f64x2.mul(r, r), madd(madd(r, load(E4), load(E3)), r, load(E2)), r)
  return madd(power, p, power)
}

/** 2 to the whole part of the steps. */
@inline
function wholePower(t: v128): v128 {
  return i64x2.shl(i64x2.shr_u(t, 8), 52)
}

/** exp x within 1 ulp for |x| ≤ 708, and for NaN. */
@inline
export function exp64(x: v128): v128 {
  const t = roundedSteps(x)
  return f64x2.mul(fractionalPower(x, t), wholePower(t))
}

/** The same for any x; subnormal results included. */
export function exp64OfAny(x: v128): v128 {
  const t = roundedSteps(x)
  const isTiny = f64x2.lt(x, load(SMALLEST_NORMAL))
  const isHuge = f64x2.gt(x, load(LIMIT))
  const shift = v128.or(v128.and(isTiny, load(TINY_STEPS)), v128.and(isHuge, load(HUGE_STEPS)))
  const back = v128.bitselect(load(TINY), v128.bitselect(load(TWO), load(ONE), isHuge), isTiny)
  const scaled = f64x2.mul(f64x2.mul(fractionalPower(x, t), wholePower(i64x2.add(t, shift))), back)
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

/** Beyond this tanh is 1. */
const TANH_LIMIT = memory.data<f64>([22])

/** (e − 1) / (e + 1) with e = exp 2|x|, whose 1 is taken off before it can swallow digits. */
@inline
export function tanh64(x: v128): v128 {
  const a = f64x2.pmin(f64x2.abs(x), load(TANH_LIMIT))
  const twice = f64x2.add(a, a)
  const t = roundedSteps(twice)
  const whole = wholePower(t)
  const power = f64x2.mul(fractionOf(t), whole)
  const rest = f64x2.mul(restOf(t), whole)
  const r = restAfter(twice, t)
  const z = f64x2.mul(r, r)
  const p = madd(z, madd(madd(r, load(D5), load(D4)), z, madd(r, load(D3), load(D2))), r)
  const lessOne = f64x2.add(f64x2.sub(power, load(ONE)), madd(power, p, rest))
  return v128.or(f64x2.div(lessOne, f64x2.add(lessOne, load(TWO))), v128.and(x, load(SIGN)))
}
