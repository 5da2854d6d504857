// What formulas are compared with.

/** Columns of T and facts about them, filled in by the host; padded like every column. */
@unmanaged
export class Target {
  rows: i32
  /** y; 0 where there is none. */
  y: u32
  /** Weights, or 0 where all are 1. */
  weights: u32
  /** y less its weighted mean. */
  centred: u32
  totalWeight: f64
  meanY: f64
  /** Σ w (y − mean)². */
  spread: f64
}

@inline
function sumOf<T>(lanes: v128): f64 {
  if (sizeof<T>() == 8) return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1)
  const low = f64x2.promote_low_f32x4(lanes)
  const pairs = f64x2.add(low, f64x2.promote_low_f32x4(v128.shuffle<i64>(lanes, lanes, 1, 1)))
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1)
}

@inline
function valueAt<T>(address: usize): f64 {
  return <f64>load<T>(address)
}

/** Σ w (y − a − b f)² over some rows; a weight of 1 where `weights` is 0. */
@inline
function squares<T>(f: usize, y: usize, weights: usize, rows: i32, isAffine: bool, a: f64, b: f64): f64 {
  const lanes = 32 / <i32>sizeof<T>()
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  const shift = v128.splat<T>(<T>a)
  const slope = v128.splat<T>(<T>b)
  let i: i32 = 0
  for (; i + lanes <= rows; i += lanes) {
    let e = v128.load(f)
    let g = v128.load(f, 16)
    if (isAffine) {
      e = v128.add<T>(shift, v128.mul<T>(slope, e))
      g = v128.add<T>(shift, v128.mul<T>(slope, g))
    }
    e = v128.sub<T>(v128.load(y), e)
    g = v128.sub<T>(v128.load(y, 16), g)
    let ee = v128.mul<T>(e, e)
    let gg = v128.mul<T>(g, g)
    if (weights) {
      ee = v128.mul<T>(ee, v128.load(weights))
      gg = v128.mul<T>(gg, v128.load(weights, 16))
      weights += 32
    }
    first = v128.add<T>(first, ee)
    second = v128.add<T>(second, gg)
    f += 32
    y += 32
  }
  let sum = sumOf<T>(v128.add<T>(first, second))
  for (; i < rows; i++) {
    const value = isAffine ? a + b * valueAt<T>(f) : valueAt<T>(f)
    const e = valueAt<T>(y) - value
    sum += weights ? e * e * valueAt<T>(weights) : e * e
    if (weights) weights += sizeof<T>()
    f += sizeof<T>()
    y += sizeof<T>()
  }
  return sum
}

export function residualSum<T>(f: usize, y: usize, weights: usize, rows: i32): f64 {
  return squares<T>(f, y, weights, rows, false, 0, 1)
}

export function affineResidualSum<T>(f: usize, y: usize, weights: usize, rows: i32, a: f64, b: f64): f64 {
  return squares<T>(f, y, weights, rows, true, a, b)
}

// sums of g = f − shift that linear scaling asks for: Σ w g, Σ w g², Σ w g (y − mean y). They are globals, of which
// every thread has its own where memory is shared
export let sumG: f64 = 0
export let sumGG: f64 = 0
export let sumGY: f64 = 0

export function clearMoments(): void {
  sumG = 0
  sumGG = 0
  sumGY = 0
}

/** Adds some rows to the moments; `centred` is y less its mean. */
export function addMoments<T>(f: usize, centred: usize, weights: usize, rows: i32, shift: f64): void {
  const lanes = 16 / <i32>sizeof<T>()
  let g = f64x2.splat(0)
  let gg = f64x2.splat(0)
  let gy = f64x2.splat(0)
  let gOdd = f64x2.splat(0)
  let ggOdd = f64x2.splat(0)
  let gyOdd = f64x2.splat(0)
  const shifts = v128.splat<T>(<T>shift)
  let i: i32 = 0
  for (; i + 2 * lanes <= rows; i += 2 * lanes) {
    const d = v128.sub<T>(v128.load(f), shifts)
    const e = v128.sub<T>(v128.load(f, 16), shifts)
    let wd = d
    let we = e
    if (weights) {
      wd = v128.mul<T>(d, v128.load(weights))
      we = v128.mul<T>(e, v128.load(weights, 16))
      weights += 32
    }
    g = v128.add<T>(g, wd)
    gOdd = v128.add<T>(gOdd, we)
    gg = v128.add<T>(gg, v128.mul<T>(wd, d))
    ggOdd = v128.add<T>(ggOdd, v128.mul<T>(we, e))
    gy = v128.add<T>(gy, v128.mul<T>(wd, v128.load(centred)))
    gyOdd = v128.add<T>(gyOdd, v128.mul<T>(we, v128.load(centred, 16)))
    f += 32
    centred += 32
  }
  sumG += sumOf<T>(v128.add<T>(g, gOdd))
  sumGG += sumOf<T>(v128.add<T>(gg, ggOdd))
  sumGY += sumOf<T>(v128.add<T>(gy, gyOdd))
  for (; i < rows; i++) {
    const d = valueAt<T>(f) - shift
    const wd = weights ? d * valueAt<T>(weights) : d
    sumG += wd
    sumGG += wd * d
    sumGY += wd * valueAt<T>(centred)
    if (weights) weights += sizeof<T>()
    f += sizeof<T>()
    centred += sizeof<T>()
  }
}

/** Σ a b over some rows of doubles. */
export function dot(a: usize, b: usize, rows: i32): f64 {
  let first = f64x2.splat(0)
  let second = f64x2.splat(0)
  let i: i32 = 0
  for (; i + 4 <= rows; i += 4) {
    first = f64x2.add(first, f64x2.mul(v128.load(a), v128.load(b)))
    second = f64x2.add(second, f64x2.mul(v128.load(a, 16), v128.load(b, 16)))
    a += 32
    b += 32
  }
  let sum = sumOf<f64>(f64x2.add(first, second))
  for (; i < rows; i++) {
    sum += load<f64>(a) * load<f64>(b)
    a += 8
    b += 8
  }
  return sum
}
