// 2^(k/256), made when the module starts: in pairs of doubles, so that the first is rounded right on every machine.

/**
 * 256 entries of 16 bytes: 2^(k/256) and what its rounding has left over. It lies behind the compiler's data, which
 * every thread that shares the memory copies there anew when it starts: a table of zeros would wipe out that of others.
 */
const TABLE: usize = (__heap_base + 63) & ~63

/** First byte behind the table. */
export const TABLE_END: usize = TABLE + 4096

const SPLITTER: f64 = 134217729

/**
 * x · y − product, exactly. Source: T. J. Dekker, "A floating-point technique for extending the available precision",
 * Numerische Mathematik 18 (1971), doi:10.1007/BF01397083.
 */
function errorOfProduct(x: f64, y: f64, product: f64): f64 {
  const cx = SPLITTER * x
  const xHigh = cx - (cx - x)
  const xLow = x - xHigh
  const cy = SPLITTER * y
  const yHigh = cy - (cy - y)
  const yLow = y - yHigh
  return xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
}

/** Writes high + low as a pair that does not overlap. */
function write(to: usize, high: f64, low: f64): void {
  const sum = high + low
  store<f64>(to, sum)
  store<f64>(to, low - (sum - high), 8)
}

/** Entry `to` becomes the product of entries a and b. */
function multiply(to: usize, a: usize, b: usize): void {
  const x = load<f64>(a)
  const y = load<f64>(b)
  const product = x * y
  write(to, product, errorOfProduct(x, y, product) + (x * load<f64>(b, 8) + load<f64>(a, 8) * y))
}

/** Roots of 2, each the root of the one before, and then all products of them; at every start the same bits. */
export function makePowersOfTwo(): void {
  let high: f64 = 2
  let low: f64 = 0
  store<f64>(TABLE, 1)
  store<f64>(TABLE, 0, 8)
  for (let k: usize = 128; k > 0; k >>= 1) {
    const root = sqrt(high)
    const square = root * root
    const rest = (high - square - errorOfProduct(root, root, square) + low) / (2 * root)
    write(TABLE + (k << 4), root, rest)
    high = load<f64>(TABLE + (k << 4))
    low = load<f64>(TABLE + (k << 4), 8)
  }
  for (let k: usize = 1; k < 256; k++) {
    const lowest = k & (~k + 1)
    if (lowest != k) multiply(TABLE + (k << 4), TABLE + ((k ^ lowest) << 4), TABLE + (lowest << 4))
  }
}

@inline
function entry(n: i32): usize {
  return TABLE + (<usize>(n & 255) << 4)
}

/** 2^(n/256) without the whole powers in it, for the n in the low bits of each lane. */
@inline
export function fractionOf(n: v128): v128 {
  const first = v128.load64_zero(entry(i32x4.extract_lane(n, 0)))
  return v128.load64_lane(entry(i32x4.extract_lane(n, 2)), first, 1)
}

/** What rounding has left over of that. */
@inline
export function restOf(n: v128): v128 {
  const first = v128.load64_zero(entry(i32x4.extract_lane(n, 0)), 8)
  return v128.load64_lane(entry(i32x4.extract_lane(n, 2)), first, 1, 8)
}
