// exp, log, sin, cos and tanh of four singles, for ranking; a few units in the last place of a single.

@inline
function load(address: usize): v128 {
  return v128.load32_splat(address)
}

@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c)
}

const ONE = memory.data<f32>([1])
const TWO = memory.data<f32>([2])
const HALF = memory.data<f32>([0.5])
const ZERO = memory.data<f32>([0])
const SIGN = memory.data<f32>([-0.0])
const INFINITE = memory.data<f32>([Infinity])
const MINUS_INFINITE = memory.data<f32>([-Infinity])
const NOT_A_NUMBER = memory.data<f32>([NaN])
/** 1.5 · 2²³: adding it rounds to a whole number. */
const ROUND = memory.data<f32>([12582912.0])

const LOG2_E = memory.data<f32>([1.44269504088896341])
const LN2_HIGH = memory.data<f32>([0.693359375])
const LN2_LOW = memory.data<f32>([-2.12194440e-4])
const E0 = memory.data<f32>([5.0000001201e-1])
const E1 = memory.data<f32>([1.6666665459e-1])
const E2 = memory.data<f32>([4.1665795894e-2])
const E3 = memory.data<f32>([8.3334519073e-3])
const E4 = memory.data<f32>([1.3981999507e-3])
const E5 = memory.data<f32>([1.9875691500e-4])
const EXP_LARGEST = memory.data<f32>([88.72283])
const EXP_SMALLEST = memory.data<f32>([-87.33654])

/** Source: S. L. Moshier, Cephes, expf.c; subnormal results are 0. */
@inline
export function exp32(x: v128): v128 {
  const t = madd(x, load(LOG2_E), load(ROUND))
  const n = f32x4.sub(t, load(ROUND))
  let r = f32x4.sub(x, f32x4.mul(n, load(LN2_HIGH)))
  r = f32x4.sub(r, f32x4.mul(n, load(LN2_LOW)))
  const r2 = f32x4.mul(r, r)
  const low = madd(r, load(E1), load(E0))
  const middle = madd(r, load(E3), load(E2))
  const polynomial = madd(madd(madd(r, load(E5), load(E4)), r2, middle), r2, low)
  const mantissa = f32x4.add(madd(r2, polynomial, r), load(ONE))
  const scaled = i32x4.add(mantissa, i32x4.shl(t, 23))
  const finite = v128.bitselect(scaled, f32x4.add(x, load(INFINITE)), f32x4.le(x, load(EXP_LARGEST)))
  return v128.andnot(finite, f32x4.lt(x, load(EXP_SMALLEST)))
}

const SMALLEST_NORMAL = memory.data<f32>([1.17549435e-38])
const SHIFT = memory.data<i32>([0x3f800000 - 0x3f3504f3])
const ROOT_HALF = memory.data<i32>([0x3f3504f3])
const MANTISSA = memory.data<i32>([0x007fffff])
const BIAS = memory.data<i32>([127])
const L0 = memory.data<f32>([3.3333331174e-1])
const L1 = memory.data<f32>([-2.4999993993e-1])
const L2 = memory.data<f32>([2.0000714765e-1])
const L3 = memory.data<f32>([-1.6668057665e-1])
const L4 = memory.data<f32>([1.4249322787e-1])
const L5 = memory.data<f32>([-1.2420140846e-1])
const L6 = memory.data<f32>([1.1676998740e-1])
const L7 = memory.data<f32>([-1.1514610310e-1])
const L8 = memory.data<f32>([7.0376836292e-2])

/** Source: S. L. Moshier, Cephes, logf.c; subnormal arguments count as 0. */
@inline
export function log32(x: v128): v128 {
  const bits = i32x4.add(x, load(SHIFT))
  const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(bits, 23), load(BIAS)))
  const f = f32x4.sub(i32x4.add(v128.and(bits, load(MANTISSA)), load(ROOT_HALF)), load(ONE))
  const z = f32x4.mul(f, f)
  const low = madd(madd(f, load(L3), load(L2)), z, madd(f, load(L1), load(L0)))
  const high = madd(madd(z, load(L8), madd(f, load(L7), load(L6))), z, madd(f, load(L5), load(L4)))
  let y = f32x4.mul(f32x4.mul(madd(high, f32x4.mul(z, z), low), f), z)
  y = f32x4.add(y, f32x4.mul(e, load(LN2_LOW)))
  y = f32x4.sub(y, f32x4.mul(z, load(HALF)))
  const result = f32x4.add(f32x4.add(f, y), f32x4.mul(e, load(LN2_HIGH)))
  const isFine = v128.and(f32x4.ge(x, load(SMALLEST_NORMAL)), f32x4.lt(x, load(INFINITE)))
  const special = v128.bitselect(load(MINUS_INFINITE), x, f32x4.lt(x, load(SMALLEST_NORMAL)))
  const isNegative = f32x4.lt(x, load(ZERO))
  return v128.bitselect(result, v128.or(special, v128.and(isNegative, load(NOT_A_NUMBER))), isFine)
}

const INVERSE_PI = memory.data<f32>([0.31830988618379067154])
const PI_1 = memory.data<f32>([3.140625])
const PI_2 = memory.data<f32>([0.0009670257568359375])
const PI_3 = memory.data<f32>([6.2771141529083251953e-7])
const PI_4 = memory.data<f32>([1.2154201256553420762e-10])
const LARGE = memory.data<f32>([8192])
const S0 = memory.data<f32>([-0.16666665963263189])
const S1 = memory.data<f32>([0.008333242080934816])
const S2 = memory.data<f32>([-0.00019822732181058533])
const S3 = memory.data<f32>([2.634732719822346e-6])

@inline
function sinOfReduced(x: v128, n: v128): v128 {
  let r = f32x4.sub(x, f32x4.mul(n, load(PI_1)))
  r = f32x4.sub(r, f32x4.mul(n, load(PI_2)))
  r = f32x4.sub(r, f32x4.mul(n, load(PI_3)))
  r = f32x4.sub(r, f32x4.mul(n, load(PI_4)))
  const z = f32x4.mul(r, r)
  const p = madd(madd(madd(z, load(S3), load(S2)), z, load(S1)), z, load(S0))
  return madd(f32x4.mul(z, r), p, r)
}

/** Lanes that sin32 and cos32 get wrong: the reduction has no digits left in singles. */
@inline
export function isLargeAngle32(x: v128): v128 {
  return f32x4.gt(f32x4.abs(x), load(LARGE))
}

@inline
export function sin32(x: v128): v128 {
  const t = madd(x, load(INVERSE_PI), load(ROUND))
  return v128.xor(sinOfReduced(x, f32x4.sub(t, load(ROUND))), i32x4.shl(t, 31))
}

@inline
export function cos32(x: v128): v128 {
  const t = f32x4.add(madd(x, load(INVERSE_PI), load(HALF)), load(ROUND))
  return v128.xor(sinOfReduced(x, f32x4.sub(f32x4.sub(t, load(ROUND)), load(HALF))), i32x4.shl(t, 31))
}

const TANH_SMALL = memory.data<f32>([0.625])
const T0 = memory.data<f32>([-3.33332819422e-1])
const T1 = memory.data<f32>([1.33314422036e-1])
const T2 = memory.data<f32>([-5.37397155531e-2])
const T3 = memory.data<f32>([2.06390887954e-2])
const T4 = memory.data<f32>([-5.70498872745e-3])

/** Source: S. L. Moshier, Cephes, tanhf.c. */
@inline
export function tanh32(x: v128): v128 {
  const a = f32x4.abs(x)
  const e = exp32(f32x4.add(a, a))
  const z = f32x4.mul(x, x)
  const p = madd(madd(madd(madd(z, load(T4), load(T3)), z, load(T2)), z, load(T1)), z, load(T0))
  const small = madd(f32x4.mul(z, a), p, a)
  const large = f32x4.sub(load(ONE), f32x4.div(load(TWO), f32x4.add(e, load(ONE))))
  return v128.or(v128.bitselect(small, large, f32x4.lt(a, load(TANH_SMALL))), v128.and(x, load(SIGN)))
}
