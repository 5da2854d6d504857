// Cube roots, whole and half powers, and general powers of two doubles.
import { pow } from './host'
import { load, madd } from './lanes'

const ZERO = memory.data<f64>([0])
const ONE = memory.data<f64>([1])
const INFINITE = memory.data<f64>([Infinity])
const MINUS_INFINITE = memory.data<f64>([-Infinity])
const SIGN = memory.data<f64>([-0.0])
const SMALLEST_NORMAL = memory.data<f64>([2.2250738585072014e-308])
/** Keeps the upper 21 bits of a mantissa, whose products are exact. */
const HIGH_WORD = memory.data<i64>([0xffffffff00000000])

/**
 * x^(twice / 2), step by step as `halfPower` of the plain evaluator does it, so that both agree in every bit.
 */
@inline
export function halfPower64(x: v128, twice: i32): v128 {
  const isWhole = (twice & 1) == 0
  const one = load(ONE)
  let square = twice < 0 ? f64x2.div(one, x) : x
  let result = one
  let k = abs(twice) >> 1
  const isRoot = k == 0
  while (k > 0) {
    if (k & 1) result = f64x2.mul(result, square)
    if (k > 1) square = f64x2.mul(square, square)
    k >>= 1
  }
  if (isWhole) return result
  const root = f64x2.sqrt(f64x2.add(x, load(ZERO)))
  const half = twice < 0 ? f64x2.div(one, root) : root
  const power = f64x2.mul(isRoot ? one : f64x2.abs(result), half)
  const atMinusInfinity = twice > 0 ? load(INFINITE) : load(ZERO)
  return v128.bitselect(atMinusInfinity, power, f64x2.eq(x, load(MINUS_INFINITE)))
}

const THIRD = memory.data<f32>([0.3333333333])
const CBRT_BIAS = memory.data<i32>([715094163])
const CBRT_ROUND = memory.data<i64>([0x80000000])
const CBRT_KEEP = memory.data<i64>([0xffffffffc0000000])
const B0 = memory.data<f64>([1.87595182427177009643])
const B1 = memory.data<f64>([-1.88497979543377169875])
const B2 = memory.data<f64>([1.621429720105354466140])
const B3 = memory.data<f64>([-0.758397934778766047437])
const B4 = memory.data<f64>([0.145996192886612446982])

/** Lanes that cbrt64 gets wrong: subnormals, infinities and NaN. */
@inline
export function isUncommon(x: v128): v128 {
  const a = f64x2.abs(x)
  const isNormal = v128.and(f64x2.ge(a, load(SMALLEST_NORMAL)), f64x2.lt(a, load(INFINITE)))
  return v128.not(v128.or(f64x2.eq(a, load(ZERO)), isNormal))
}

/** A third of the exponent, a polynomial, one Newton step. Source: FreeBSD msun, s_cbrt.c. */
@inline
export function cbrt64(x: v128): v128 {
  const a = f64x2.abs(x)
  const isZero = f64x2.eq(a, load(ZERO))
  const thirds = f32x4.mul(f32x4.convert_i32x4_u(i64x2.shr_u(a, 32)), v128.load32_splat(THIRD))
  const word = i32x4.add(i32x4.trunc_sat_f32x4_u(thirds), v128.load32_splat(CBRT_BIAS))
  let t = i64x2.shl(word, 32)
  const r = f64x2.mul(f64x2.mul(t, t), f64x2.div(t, a))
  const low = madd(r, madd(r, load(B2), load(B1)), load(B0))
  const high = f64x2.mul(f64x2.mul(f64x2.mul(r, r), r), madd(r, load(B4), load(B3)))
  t = f64x2.mul(t, f64x2.add(low, high))
  // to 23 bits, so that its square is exact
  t = v128.and(i64x2.add(t, load(CBRT_ROUND)), load(CBRT_KEEP))
  const quotient = f64x2.div(a, f64x2.mul(t, t))
  const step = f64x2.div(f64x2.sub(quotient, t), f64x2.add(f64x2.add(t, t), quotient))
  const root = v128.bitselect(x, madd(t, step, t), isZero)
  return v128.or(root, v128.and(x, load(SIGN)))
}

const MANTISSA = memory.data<i64>([0x000fffffffffffff])
const ONE_BITS = memory.data<i64>([0x3ff0000000000000])
const EXPONENT_AS_DOUBLE = memory.data<i64>([0x4330000000000000])
const EXPONENT_BIAS = memory.data<f64>([4503599627371519.0])
const ROOT_3_2 = memory.data<f64>([1.224744871391589])
const ROOT_3 = memory.data<f64>([1.7320508075688772])
const HALF = memory.data<f64>([0.5])
const ONE_AND_HALF = memory.data<f64>([1.5])
const TWO = memory.data<f64>([2])
const THREE = memory.data<f64>([3])
const L1 = memory.data<f64>([5.99999999999994648725e-1])
const L2 = memory.data<f64>([4.28571428578550184252e-1])
const L3 = memory.data<f64>([3.33333329818377432918e-1])
const L4 = memory.data<f64>([2.72728123808534006489e-1])
const L5 = memory.data<f64>([2.30660745775561754067e-1])
const L6 = memory.data<f64>([2.06975017800338417784e-1])
/** 2 / (3 ln 2) in two parts. */
const CP = memory.data<f64>([9.61796693925975554329e-1])
const CP_HIGH = memory.data<f64>([9.61796700954437255859e-1])
const CP_LOW = memory.data<f64>([-7.02846165095275826516e-9])
/** log₂ 1.5 in two parts. */
const DP_HIGH = memory.data<f64>([5.84962487220764160156e-1])
const DP_LOW = memory.data<f64>([1.35003920212974897128e-8])
const LN2 = memory.data<f64>([6.93147180559945286227e-1])
const LN2_HIGH = memory.data<f64>([6.93147182464599609375e-1])
const LN2_LOW = memory.data<f64>([-1.90465429995776804525e-9])
const P1 = memory.data<f64>([1.66666666666666019037e-1])
const P2 = memory.data<f64>([-2.77777777770155933842e-3])
const P3 = memory.data<f64>([6.61375632143793436117e-5])
const P4 = memory.data<f64>([-1.65339022054652515390e-6])
const P5 = memory.data<f64>([4.13813679705723846039e-8])
const ROUND = memory.data<f64>([6755399441055744.0])
/** Binary exponents up to this give normal results. */
const SAFE_EXPONENT = memory.data<f64>([1020])

function powOfEach(x: v128, y: v128): v128 {
  const first = f64x2.splat(pow(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0)))
  return f64x2.replace_lane(first, 1, pow(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1)))
}

@inline
function high(x: v128): v128 {
  return v128.and(x, load(HIGH_WORD))
}

/**
 * x^y within 1 ulp: log₂ x in two doubles, times y, and 2 to that. Anything but a positive base and a normal result
 * goes lane by lane through the power of the host. Source: fdlibm, e_pow.c.
 */
export function pow64(x: v128, y: v128): v128 {
  const isFine = v128.and(f64x2.ge(x, load(SMALLEST_NORMAL)), f64x2.lt(x, load(INFINITE)))
  // x = m · 2ⁿ with √¾ ≤ m < √3, and b = 1 or 1.5 near m
  const m0 = v128.or(v128.and(x, load(MANTISSA)), load(ONE_BITS))
  const n0 = f64x2.sub(v128.or(i64x2.shr_u(x, 52), load(EXPONENT_AS_DOUBLE)), load(EXPONENT_BIAS))
  const isMiddle = v128.and(f64x2.gt(m0, load(ROOT_3_2)), f64x2.lt(m0, load(ROOT_3)))
  const isUpper = f64x2.ge(m0, load(ROOT_3))
  const m = v128.bitselect(f64x2.mul(m0, load(HALF)), m0, isUpper)
  const n = f64x2.add(n0, v128.and(isUpper, load(ONE)))
  const b = v128.bitselect(load(ONE_AND_HALF), load(ONE), isMiddle)
  // s = (m − b) / (m + b) in two parts
  const u = f64x2.sub(m, b)
  const sum = f64x2.add(m, b)
  const v = f64x2.div(load(ONE), sum)
  const s = f64x2.mul(u, v)
  const sHigh = high(s)
  const sumHigh = high(sum)
  const sumLow = f64x2.sub(m, f64x2.sub(sumHigh, b))
  const sLow = f64x2.mul(v, f64x2.sub(f64x2.sub(u, f64x2.mul(sHigh, sumHigh)), f64x2.mul(sHigh, sumLow)))
  const z = f64x2.mul(s, s)
  let r = madd(madd(madd(z, load(L6), load(L5)), z, load(L4)), z, load(L3))
  r = f64x2.mul(f64x2.mul(z, z), madd(madd(r, z, load(L2)), z, load(L1)))
  r = f64x2.add(r, f64x2.mul(sLow, f64x2.add(sHigh, s)))
  const square = f64x2.mul(sHigh, sHigh)
  const tHigh = high(f64x2.add(f64x2.add(load(THREE), square), r))
  const tLow = f64x2.sub(r, f64x2.sub(f64x2.sub(tHigh, load(THREE)), square))
  const w = f64x2.mul(sHigh, tHigh)
  const wLow = f64x2.add(f64x2.mul(sLow, tHigh), f64x2.mul(tLow, s))
  const pHigh = high(f64x2.add(w, wLow))
  const pLow = f64x2.sub(wLow, f64x2.sub(pHigh, w))
  const zHigh = f64x2.mul(load(CP_HIGH), pHigh)
  const dpLow = v128.and(isMiddle, load(DP_LOW))
  const dpHigh = v128.and(isMiddle, load(DP_HIGH))
  const zLow = f64x2.add(f64x2.add(f64x2.mul(load(CP_LOW), pHigh), f64x2.mul(pLow, load(CP))), dpLow)
  const log2High = high(f64x2.add(f64x2.add(f64x2.add(zHigh, zLow), dpHigh), n))
  const log2Low = f64x2.sub(zLow, f64x2.sub(f64x2.sub(f64x2.sub(log2High, n), dpHigh), zHigh))
  // y · log₂ x in two parts
  const yHigh = high(y)
  const low = f64x2.add(f64x2.mul(f64x2.sub(y, yHigh), log2High), f64x2.mul(y, log2Low))
  const head = f64x2.mul(yHigh, log2High)
  const exponent = f64x2.add(low, head)
  const isSafe = v128.and(isFine, f64x2.lt(f64x2.abs(exponent), load(SAFE_EXPONENT)))
  if (!i64x2.all_true(isSafe)) return powOfEach(x, y)
  const rounded = f64x2.add(exponent, load(ROUND))
  const rest = f64x2.sub(head, f64x2.sub(rounded, load(ROUND)))
  const t = high(f64x2.add(low, rest))
  const e = f64x2.mul(t, load(LN2_HIGH))
  const eLow = f64x2.add(f64x2.mul(f64x2.sub(low, f64x2.sub(t, rest)), load(LN2)), f64x2.mul(t, load(LN2_LOW)))
  const f = f64x2.add(e, eLow)
  const fLow = f64x2.sub(eLow, f64x2.sub(f, e))
  const q = f64x2.mul(f, f)
  const c = madd(madd(madd(madd(q, load(P5), load(P4)), q, load(P3)), q, load(P2)), q, load(P1))
  const g = f64x2.sub(f, f64x2.mul(q, c))
  const h = f64x2.sub(f64x2.div(f64x2.mul(f, g), f64x2.sub(g, load(TWO))), madd(f, fLow, fLow))
  const mantissa = f64x2.sub(load(ONE), f64x2.sub(h, f))
  return i64x2.add(mantissa, i64x2.shl(rounded, 52))
}

/** ∂(x^y)/∂y: x^y · log x is NaN at 0^y, which is 0 for every y > 0 and so does not change. */
@inline
export function isFlatAtZero(x: v128, y: v128): v128 {
  return v128.and(f64x2.eq(x, load(ZERO)), f64x2.gt(y, load(ZERO)))
}
