// asin, acos and atan of two doubles. Source: S. L. Moshier, Cephes, asin.c and atan.c.
import { load, madd } from './lanes'

const ONE = memory.data<f64>([1])
const SIGN = memory.data<f64>([-0.0])
const PI_QUARTER = memory.data<f64>([7.85398163397448309616e-1])
const PI_HALF = memory.data<f64>([1.57079632679489661923])
/** What π/2 rounded to a double leaves over. */
const PI_HALF_REST = memory.data<f64>([6.123233995736765886130e-17])
const PI_QUARTER_REST = memory.data<f64>([3.061616997868382943065e-17])
const NEAR_ONE = memory.data<f64>([0.625])
const P0 = memory.data<f64>([4.253011369004428248960e-3])
const P1 = memory.data<f64>([-6.019598008014123785661e-1])
const P2 = memory.data<f64>([5.444622390564711410273])
const P3 = memory.data<f64>([-1.626247967210700244449e1])
const P4 = memory.data<f64>([1.956261983317594739197e1])
const P5 = memory.data<f64>([-8.198089802484824371615])
const Q1 = memory.data<f64>([-1.474091372988853791896e1])
const Q2 = memory.data<f64>([7.049610280856842141659e1])
const Q3 = memory.data<f64>([-1.471791292232726029859e2])
const Q4 = memory.data<f64>([1.395105614657485689735e2])
const Q5 = memory.data<f64>([-4.918853881490881290097e1])
const R0 = memory.data<f64>([2.967721961301243206100e-3])
const R1 = memory.data<f64>([-5.634242780008963776856e-1])
const R2 = memory.data<f64>([6.968710824104713396794])
const R3 = memory.data<f64>([-2.556901049652824852289e1])
const R4 = memory.data<f64>([2.853665548261061424989e1])
const U1 = memory.data<f64>([-2.194779531642920639778e1])
const U2 = memory.data<f64>([1.470656354026814941758e2])
const U3 = memory.data<f64>([-3.838770957603691357202e2])
const U4 = memory.data<f64>([3.424398657913078477438e2])

/** asin a for 0 ≤ a ≤ 0.625. */
@inline
function asinOfSmall(a: v128): v128 {
  const z = f64x2.mul(a, a)
  let p = madd(madd(z, load(P0), load(P1)), z, load(P2))
  p = madd(madd(madd(p, z, load(P3)), z, load(P4)), z, load(P5))
  let q = madd(madd(f64x2.add(z, load(Q1)), z, load(Q2)), z, load(Q3))
  q = madd(madd(q, z, load(Q4)), z, load(Q5))
  return madd(f64x2.mul(a, z), f64x2.div(p, q), a)
}

/** acos a for 0.625 ≤ a ≤ 1, from 1 − a; NaN beyond. */
@inline
function acosOfLarge(a: v128): v128 {
  const z = f64x2.sub(load(ONE), a)
  const r = madd(madd(madd(madd(z, load(R0), load(R1)), z, load(R2)), z, load(R3)), z, load(R4))
  const u = madd(madd(madd(f64x2.add(z, load(U1)), z, load(U2)), z, load(U3)), z, load(U4))
  const root = f64x2.sqrt(f64x2.add(z, z))
  return madd(root, f64x2.mul(z, f64x2.div(r, u)), root)
}

@inline
export function asin64(x: v128): v128 {
  const a = f64x2.abs(x)
  const large = f64x2.sub(load(PI_HALF), f64x2.sub(acosOfLarge(a), load(PI_HALF_REST)))
  const magnitude = v128.bitselect(large, asinOfSmall(a), f64x2.gt(a, load(NEAR_ONE)))
  return v128.or(magnitude, v128.and(x, load(SIGN)))
}

/** π/2 − asin x near 0, acos |x| near 1, and π less that near −1. */
@inline
export function acos64(x: v128): v128 {
  const a = f64x2.abs(x)
  const sign = v128.and(x, load(SIGN))
  const small = f64x2.sub(load(PI_HALF), f64x2.sub(v128.xor(asinOfSmall(a), sign), load(PI_HALF_REST)))
  const large = acosOfLarge(a)
  const twice = f64x2.add(load(PI_HALF), load(PI_HALF))
  const turned = f64x2.sub(twice, f64x2.sub(large, f64x2.add(load(PI_HALF_REST), load(PI_HALF_REST))))
  const far = v128.bitselect(turned, large, f64x2.lt(x, f64x2.splat(0)))
  return v128.bitselect(far, small, f64x2.gt(a, load(NEAR_ONE)))
}

const T0 = memory.data<f64>([-8.750608600031904122785e-1])
const T1 = memory.data<f64>([-1.615753718733365076637e1])
const T2 = memory.data<f64>([-7.500855792314704667340e1])
const T3 = memory.data<f64>([-1.228866684490136173410e2])
const T4 = memory.data<f64>([-6.485021904942025371773e1])
const V1 = memory.data<f64>([2.485846490142306297962e1])
const V2 = memory.data<f64>([1.650270098316988542046e2])
const V3 = memory.data<f64>([4.328810604912902668951e2])
const V4 = memory.data<f64>([4.853903996359136964868e2])
const V5 = memory.data<f64>([1.945506571482613964425e2])
const MINUS_ONE = memory.data<f64>([-1])
const STEEP = memory.data<f64>([2.41421356237309504880])
const MIDDLE = memory.data<f64>([0.66])

/** −1/x above tan 3π/8, (x − 1)/(x + 1) above 0.66, x below. */
@inline
export function atan64(x: v128): v128 {
  const a = f64x2.abs(x)
  const isSteep = f64x2.gt(a, load(STEEP))
  const isFlat = f64x2.le(a, load(MIDDLE))
  const numerator = v128.bitselect(load(MINUS_ONE), v128.bitselect(a, f64x2.sub(a, load(ONE)), isFlat), isSteep)
  const denominator = v128.bitselect(a, v128.bitselect(load(ONE), f64x2.add(a, load(ONE)), isFlat), isSteep)
  const t = f64x2.div(numerator, denominator)
  const base = v128.andnot(v128.bitselect(load(PI_HALF), load(PI_QUARTER), isSteep), isFlat)
  const rest = v128.andnot(v128.bitselect(load(PI_HALF_REST), load(PI_QUARTER_REST), isSteep), isFlat)
  const z = f64x2.mul(t, t)
  const p = madd(madd(madd(madd(z, load(T0), load(T1)), z, load(T2)), z, load(T3)), z, load(T4))
  const q = madd(madd(madd(madd(f64x2.add(z, load(V1)), z, load(V2)), z, load(V3)), z, load(V4)), z, load(V5))
  const magnitude = f64x2.add(base, f64x2.add(madd(f64x2.mul(t, z), f64x2.div(p, q), t), rest))
  return v128.or(magnitude, v128.and(x, load(SIGN)))
}
