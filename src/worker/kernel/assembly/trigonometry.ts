// sin, cos and tan of two doubles up to 2²⁰.
import { load, madd } from './lanes'

const ROUND = memory.data<f64>([6755399441055744.0])
const HALF = memory.data<f64>([0.5])
const ONE = memory.data<f64>([1])
const INVERSE_PI = memory.data<f64>([0.31830988618379067154])
const TWO_OVER_PI = memory.data<f64>([0.63661977236758134308])
// π in two parts of 33 bits, which times 20 bits are exact, and the rest; and half of each
const PI_1 = memory.data<f64>([3.14159265346825122834])
const PI_2 = memory.data<f64>([1.21542010126079319532e-10])
const PI_3 = memory.data<f64>([4.04453249759190126308e-21])
const PI_HALVES_1 = memory.data<f64>([1.57079632673412561417])
const PI_HALVES_2 = memory.data<f64>([6.07710050630396597660e-11])
const PI_HALVES_3 = memory.data<f64>([2.02226624879595063154e-21])
const LARGE = memory.data<f64>([1048576])
/** Below this sin x and tan x are x; it also keeps the sign of a zero. */
const SMALL = memory.data<f64>([7.450580596923828e-9])
// (sin r − r) / r³ for |r| ≤ ½π
const S0 = memory.data<f64>([-0.16666666666666666])
const S1 = memory.data<f64>([0.008333333333333316])
const S2 = memory.data<f64>([-0.00019841269841254955])
const S3 = memory.data<f64>([2.755731921915843e-6])
const S4 = memory.data<f64>([-2.5052107616384624e-8])
const S5 = memory.data<f64>([1.6058977272817488e-10])
const S6 = memory.data<f64>([-7.64396903111606e-13])
const S7 = memory.data<f64>([2.7314289869116175e-15])
// (cos r − 1 + r²/2) / r⁴ for |r| ≤ ¼π
const C0 = memory.data<f64>([4.16666666666666019037e-2])
const C1 = memory.data<f64>([-1.38888888888741095749e-3])
const C2 = memory.data<f64>([2.48015872894767294178e-5])
const C3 = memory.data<f64>([-2.75573143513906633035e-7])
const C4 = memory.data<f64>([2.08757232129817482790e-9])
const C5 = memory.data<f64>([-1.13596475577881948265e-11])

/** x − n · (p1 + p2 + p3). Source: fdlibm, e_rem_pio2.c (Cody and Waite). */
@inline
function reduced(x: v128, n: v128, p1: v128, p2: v128, p3: v128): v128 {
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, p1)), f64x2.mul(n, p2))
  return f64x2.sub(r, f64x2.mul(n, p3))
}

/** x − nπ; n may have a half. */
@inline
function beyondPi(x: v128, n: v128): v128 {
  return reduced(x, n, load(PI_1), load(PI_2), load(PI_3))
}

@inline
function sinOfReduced(r: v128): v128 {
  const z = f64x2.mul(r, r)
  const z2 = f64x2.mul(z, z)
  const low = madd(madd(z, load(S3), load(S2)), z2, madd(z, load(S1), load(S0)))
  const high = madd(madd(z, load(S7), load(S6)), z2, madd(z, load(S5), load(S4)))
  return madd(f64x2.mul(z, r), madd(high, f64x2.mul(z2, z2), low), r)
}

@inline
function cosOfReduced(r: v128): v128 {
  const z = f64x2.mul(r, r)
  const w = f64x2.mul(z, z)
  const p = madd(madd(madd(z, load(C5), load(C4)), w, madd(z, load(C3), load(C2))), w, madd(z, load(C1), load(C0)))
  const half = f64x2.mul(z, load(HALF))
  const head = f64x2.sub(load(ONE), half)
  // what the subtraction has rounded away, and the rest of the series
  return f64x2.add(head, madd(w, p, f64x2.sub(f64x2.sub(load(ONE), head), half)))
}

/** Lanes that sin64, cos64 and tan64 get wrong: their reduction has run out of digits. */
@inline
export function isLargeAngle(x: v128): v128 {
  return f64x2.gt(f64x2.abs(x), load(LARGE))
}

/** ±sin(x − nπ), n the nearest whole number to x/π; of |x|, so that a zero keeps its sign. */
@inline
export function sin64(x: v128): v128 {
  const a = f64x2.abs(x)
  const t = madd(a, load(INVERSE_PI), load(ROUND))
  const n = f64x2.sub(t, load(ROUND))
  const sign = v128.xor(v128.xor(x, a), i64x2.shl(t, 63))
  return v128.xor(sinOfReduced(beyondPi(a, n)), sign)
}

/** cos x = sin(x + π/2): ±sin(x − (n − ½)π), n the nearest whole number to x/π + ½. */
@inline
export function cos64(x: v128): v128 {
  const t = f64x2.add(madd(x, load(INVERSE_PI), load(HALF)), load(ROUND))
  const n = f64x2.sub(f64x2.sub(t, load(ROUND)), load(HALF))
  return v128.xor(sinOfReduced(beyondPi(x, n)), i64x2.shl(t, 63))
}

/** tan r, or −1 / tan r for an odd number of quarter turns. */
@inline
export function tan64(x: v128): v128 {
  const magnitude = f64x2.abs(x)
  const t = madd(x, load(TWO_OVER_PI), load(ROUND))
  const n = f64x2.sub(t, load(ROUND))
  const r = reduced(x, n, load(PI_HALVES_1), load(PI_HALVES_2), load(PI_HALVES_3))
  const s = sinOfReduced(r)
  const c = cosOfReduced(r)
  const turned = i64x2.shl(t, 63)
  const isTurned = f64x2.lt(v128.or(turned, load(ONE)), f64x2.splat(0))
  const result = f64x2.div(v128.bitselect(c, s, isTurned), v128.bitselect(s, c, isTurned))
  return v128.bitselect(x, v128.xor(result, turned), f64x2.lt(magnitude, load(SMALL)))
}
