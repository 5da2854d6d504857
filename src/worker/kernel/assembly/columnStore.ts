// Columns of doubles modulo a base, by the thousand: taken out of the base, of length 1, each but once.
import { dot } from './target'

/** Where a store keeps its parts; every column takes `stride` bytes, zeros behind its rows. */
@unmanaged
export class Store {
  /** Values of a column, rounded up to a multiple of 8. */
  rows: i32
  stride: u32
  base: u32
  baseCount: i32
  /** Fixed vectors that columns are seen from, and one address each of what is seen. */
  directions: u32
  directionCount: i32
  shadows: u32
  /** Open-addressed table of keys, 0 where free, and its size less 1, a power of 2 less 1. */
  keys: u32
  keyMask: u32
  /** Values of a column that make its key. */
  keyRows: i32
  /** Room for a column, and behind it for a number a vector of the base. */
  room: u32
}

/** Columns that differ by less than this in the rows of the key are one. */
const KEY_STEP: f64 = 1e-7
/** Less than this share of the square of a column outside the base is rounding; beyond the limit squares overflow. */
const DEPENDENT: f64 = 1e-14
const MAX_SQUARE: f64 = 1e24
/** The same where the square outside the base is a difference of squares. */
const DEPENDENT_BY_SQUARES: f64 = 1e-10

/** a += factor · q */
@inline
function addMultiple(a: usize, factor: f64, q: usize, rows: i32): void {
  const end = a + (<usize>rows << 3)
  const factors = f64x2.splat(factor)
  while (a < end) {
    v128.store(a, f64x2.add(v128.load(a), f64x2.mul(factors, v128.load(q))))
    v128.store(a, f64x2.add(v128.load(a, 16), f64x2.mul(factors, v128.load(q, 16))), 16)
    v128.store(a, f64x2.add(v128.load(a, 32), f64x2.mul(factors, v128.load(q, 32))), 32)
    v128.store(a, f64x2.add(v128.load(a, 48), f64x2.mul(factors, v128.load(q, 48))), 48)
    a += 64
    q += 64
  }
}

@inline
function scaleBy(a: usize, factor: f64, rows: i32): void {
  const end = a + (<usize>rows << 3)
  const factors = f64x2.splat(factor)
  while (a < end) {
    v128.store(a, f64x2.mul(v128.load(a), factors))
    v128.store(a, f64x2.mul(v128.load(a, 16), factors), 16)
    v128.store(a, f64x2.mul(v128.load(a, 32), factors), 32)
    v128.store(a, f64x2.mul(v128.load(a, 48), factors), 48)
    a += 64
  }
}

/** 64 bits of the rounded values at the beginning of a column; never 0, which marks a free place. */
@inline
function keyOf(column: usize, count: i32): u64 {
  let key: u64 = 0x9e3779b97f4a7c15
  for (let i: i32 = 0; i < count; i++) {
    key = (key ^ <u64>(<i64>nearest(load<f64>(column + (<usize>i << 3)) / KEY_STEP))) * 0xff51afd7ed558ccd
    key ^= key >> 32
  }
  return key | 1
}

@inline
function placeOf(own: Store, slot: u32): usize {
  return <usize>own.keys + (<usize>(slot & own.keyMask) << 3)
}

/** Enters a key; false where it is known. The table is never full: it has twice as many places as columns. */
@inline
function enter(own: Store, key: u64): bool {
  let place = placeOf(own, <u32>(key >> 20))
  let next = <u32>(key >> 20)
  while (load<u64>(place) != 0) {
    if (load<u64>(place) == key) return false
    place = placeOf(own, ++next)
  }
  store<u64>(place, key)
  return true
}

/**
 * Takes the part in the base out of a column, in place; gives the square of what is left, 0 where that is rounding or
 * where the column is not finite. Twice is enough: W. Kahan's rule for Gram–Schmidt.
 */
function takeOutBase(own: Store, column: usize): f64 {
  const rows = own.rows
  const before = dot(column, column, rows)
  if (!(before > 0 && before < MAX_SQUARE)) return 0
  for (let pass = 0; pass < 2; pass++) {
    let q = <usize>own.base
    for (let k: i32 = 0; k < own.baseCount; k++) {
      addMultiple(column, -dot(q, column, rows), q, rows)
      q += own.stride
    }
  }
  const after = dot(column, column, rows)
  return after > DEPENDENT * before ? after : 0
}

/**
 * Makes the column, which lies at its place already, entry `index`: without its part in the base, of length 1, its first
 * value not negative, and seen from the directions. False where nothing is left of it or the store has it.
 */
export function addColumn(own: Store, column: usize, index: i32): bool {
  const rows = own.rows
  const square = takeOutBase(own, column)
  if (square == 0) return false
  scaleBy(column, (load<f64>(column) < 0 ? -1 : 1) / sqrt(square), rows)
  if (!enter(own, keyOf(column, own.keyRows))) return false
  let direction = <usize>own.directions
  for (let k: i32 = 0; k < own.directionCount; k++) {
    const shadow = <usize>load<u32>(own.shadows + (<usize>k << 2))
    store<f64>(shadow + (<usize>index << 3), dot(direction, column, rows))
    direction += own.stride
  }
  return true
}

/**
 * Shares of the squares of the directions, which have length 1 and nothing in the base, that the column in own.room
 * explains beside the base. False where nothing is left of it.
 */
export function explain(own: Store, out: usize): bool {
  const rows = own.rows
  const column = <usize>own.room
  const inBase = column + own.stride
  const square = dot(column, column, rows)
  if (!(square > 0 && square < MAX_SQUARE)) return false
  products(own.base, own.stride, own.baseCount, rows, column, inBase)
  const left = square - dot(inBase, inBase, own.baseCount)
  if (!(left > DEPENDENT_BY_SQUARES * square)) return false
  products(own.directions, own.stride, own.directionCount, rows, column, out)
  for (let k: i32 = 0; k < own.directionCount; k++) {
    const along = load<f64>(out)
    store<f64>(out, (along * along) / left)
    out += 8
  }
  return true
}

@inline
function sumOf(lanes: v128): f64 {
  return f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1)
}

/** Products of `count` columns, `stride` bytes apart, with a vector; `rows` is a multiple of 8. Four go together. */
export function products(columns: usize, stride: usize, count: i32, rows: i32, vector: usize, out: usize): void {
  const bytes = <usize>rows << 3
  let i: i32 = 0
  for (; i + 4 <= count; i += 4) {
    let a = f64x2.splat(0)
    let b = a
    let c = a
    let d = a
    let a2 = a
    let b2 = a
    let c2 = a
    let d2 = a
    const second = columns + stride
    const third = second + stride
    const fourth = third + stride
    for (let k: usize = 0; k < bytes; k += 32) {
      const v = v128.load(vector + k)
      const w = v128.load(vector + k, 16)
      a = f64x2.add(a, f64x2.mul(v, v128.load(columns + k)))
      a2 = f64x2.add(a2, f64x2.mul(w, v128.load(columns + k, 16)))
      b = f64x2.add(b, f64x2.mul(v, v128.load(second + k)))
      b2 = f64x2.add(b2, f64x2.mul(w, v128.load(second + k, 16)))
      c = f64x2.add(c, f64x2.mul(v, v128.load(third + k)))
      c2 = f64x2.add(c2, f64x2.mul(w, v128.load(third + k, 16)))
      d = f64x2.add(d, f64x2.mul(v, v128.load(fourth + k)))
      d2 = f64x2.add(d2, f64x2.mul(w, v128.load(fourth + k, 16)))
    }
    store<f64>(out, sumOf(f64x2.add(a, a2)))
    store<f64>(out, sumOf(f64x2.add(b, b2)), 8)
    store<f64>(out, sumOf(f64x2.add(c, c2)), 16)
    store<f64>(out, sumOf(f64x2.add(d, d2)), 24)
    out += 32
    columns += 4 * stride
  }
  for (; i < count; i++) {
    store<f64>(out, dot(vector, columns, rows))
    out += 8
    columns += stride
  }
}

/** Writes a column of doubles as singles; `rows` is a multiple of 16. */
export function toSingles(column: usize, rows: i32, to: usize): void {
  const end = to + (<usize>rows << 2)
  while (to < end) {
    const low = f32x4.demote_f64x2_zero(v128.load(column))
    const high = f32x4.demote_f64x2_zero(v128.load(column, 16))
    v128.store(to, v128.shuffle<i64>(low, high, 0, 2))
    column += 32
    to += 16
  }
}

@inline
function sumOfSingles(lanes: v128): f64 {
  const low = f64x2.promote_low_f32x4(lanes)
  return sumOf(f64x2.add(low, f64x2.promote_low_f32x4(v128.shuffle<i64>(lanes, lanes, 1, 1))))
}

@inline
function addProducts(sum: v128, vector: usize, column: usize): v128 {
  return f32x4.add(sum, f32x4.mul(v128.load(vector), v128.load(column)))
}

/** The same for columns and a vector of singles; `rows` is a multiple of 16. */
export function productsOfSingles(
  columns: usize,
  stride: usize,
  count: i32,
  rows: i32,
  vector: usize,
  out: usize
): void {
  const bytes = <usize>rows << 2
  for (let i: i32 = 0; i < count; i++) {
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    for (let k: usize = 0; k < bytes; k += 64) {
      a = addProducts(a, vector + k, columns + k)
      b = addProducts(b, vector + k + 16, columns + k + 16)
      c = addProducts(c, vector + k + 32, columns + k + 32)
      d = addProducts(d, vector + k + 48, columns + k + 48)
    }
    store<f64>(out, sumOfSingles(f32x4.add(f32x4.add(a, b), f32x4.add(c, d))))
    out += 8
    columns += stride
  }
}
