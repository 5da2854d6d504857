// One operator on one vector register; `operator` is known when this is compiled, so that one branch is left.
import { acos64, asin64, atan64 } from './arcFunctions'
import * as code from './codes'
import { cosh64, exp64, exp64OfAny, isBeyondExp, overflows, sinh64, tanh64 } from './exponential'
import * as host from './host'
import { isAbnormal, log1064, log1064OfAny, log64, log64OfAny } from './logarithm'
import { cbrt64, halfPower64, isUncommon, pow64 } from './power'
import { cos32, exp32, isLargeAngle32, log32, sin32, tanh32 } from './singleMath'
import { cos64, isLargeAngle, sin64, tan64 } from './trigonometry'

/** One number of memory, always a double there, in every lane. */
@inline
export function splatAt<T>(address: usize): v128 {
  if (sizeof<T>() == 8) return v128.load64_splat(address)
  return f32x4.splat(<f32>load<f64>(address))
}

@inline
export function binary<T>(operator: i32, a: v128, b: v128): v128 {
  if (operator == code.ADD) return v128.add<T>(a, b)
  if (operator == code.SUB) return v128.sub<T>(a, b)
  if (operator == code.MUL) return v128.mul<T>(a, b)
  if (operator == code.DIV) return v128.div<T>(a, b)
  if (sizeof<T>() == 8) return pow64(a, b)
  const low = f32x4.demote_f64x2_zero(pow64(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)))
  const upper = pow64(f64x2.promote_low_f32x4(upperHalf(a)), f64x2.promote_low_f32x4(upperHalf(b)))
  return joined(low, f32x4.demote_f64x2_zero(upper))
}

@inline
function upperHalf(x: v128): v128 {
  return v128.shuffle<i64>(x, x, 1, 1)
}

@inline
function joined(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(low, high, 0, 2)
}

@inline
export function unary<T>(operator: i32, x: v128): v128 {
  if (operator == code.COPY) return x
  if (operator == code.NEG) return v128.neg<T>(x)
  if (operator == code.ABS) return v128.abs<T>(x)
  if (operator == code.SQRT) return v128.sqrt<T>(x)
  if (sizeof<T>() == 8) return ofDoubles(operator, x)
  return ofSingles(operator, x)
}

@inline
function ofDoubles(operator: i32, x: v128): v128 {
  if (operator == code.SIN) return sin64(x)
  if (operator == code.COS) return cos64(x)
  if (operator == code.TAN) return tan64(x)
  if (operator == code.ASIN) return asin64(x)
  if (operator == code.ACOS) return acos64(x)
  if (operator == code.ATAN) return atan64(x)
  if (operator == code.SINH) return sinh64(x)
  if (operator == code.COSH) return cosh64(x)
  if (operator == code.TANH) return tanh64(x)
  if (operator == code.EXP) return exp64(x)
  if (operator == code.LOG) return log64(x)
  if (operator == code.LOG10) return log1064(x)
  return cbrt64(x)
}

/** The common functions have a form for singles; the rest goes through doubles. */
@inline
function ofSingles(operator: i32, x: v128): v128 {
  if (operator == code.EXP) return exp32(x)
  if (operator == code.LOG) return log32(x)
  if (operator == code.TANH) return tanh32(x)
  if (operator == code.SIN) return sin32(x)
  if (operator == code.COS) return cos32(x)
  if (operator == code.LOG10) {
    const first = f32x4.demote_f64x2_zero(log1064OfAny(f64x2.promote_low_f32x4(x)))
    return joined(first, f32x4.demote_f64x2_zero(log1064OfAny(f64x2.promote_low_f32x4(upperHalf(x)))))
  }
  const low = f32x4.demote_f64x2_zero(ofDoubles(operator, f64x2.promote_low_f32x4(x)))
  return joined(low, f32x4.demote_f64x2_zero(ofDoubles(operator, f64x2.promote_low_f32x4(upperHalf(x)))))
}

@inline
export function halfPower<T>(x: v128, twice: i32): v128 {
  if (sizeof<T>() == 8) return halfPower64(x, twice)
  const low = f32x4.demote_f64x2_zero(halfPower64(f64x2.promote_low_f32x4(x), twice))
  return joined(low, f32x4.demote_f64x2_zero(halfPower64(f64x2.promote_low_f32x4(upperHalf(x)), twice)))
}

/** True where `unary` is wrong for a lane of x or z, and `careful` must do. */
@inline
export function needsCare<T>(operator: i32, x: v128, z: v128): bool {
  if (!hasOutside(operator)) return false
  if (sizeof<T>() == 8) return v128.any_true(v128.or(isOutside(operator, x), isOutside(operator, z)))
  if (operator == code.SIN || operator == code.COS) {
    return v128.any_true(v128.or(isLargeAngle32(x), isLargeAngle32(z)))
  }
  if (operator != code.TAN && operator != code.SINH && operator != code.COSH && operator != code.CBRT) return false
  return v128.any_true(v128.or(isOutsideOfSingles(operator, x), isOutsideOfSingles(operator, z)))
}

@inline
function hasOutside(operator: i32): bool {
  if (operator == code.SIN || operator == code.COS || operator == code.TAN) return true
  if (operator == code.SINH || operator == code.COSH || operator == code.CBRT) return true
  return operator == code.EXP || operator == code.LOG || operator == code.LOG10
}

@inline
function isOutsideOfSingles(operator: i32, x: v128): v128 {
  return v128.or(
    isOutside(operator, f64x2.promote_low_f32x4(x)),
    isOutside(operator, f64x2.promote_low_f32x4(upperHalf(x)))
  )
}

@inline
function isOutside(operator: i32, x: v128): v128 {
  if (operator == code.SIN || operator == code.COS || operator == code.TAN) return isLargeAngle(x)
  if (operator == code.SINH || operator == code.COSH) return overflows(x)
  if (operator == code.CBRT) return isUncommon(x)
  if (operator == code.EXP) return isBeyondExp(x)
  if (operator == code.LOG || operator == code.LOG10) return isAbnormal(x)
  return f64x2.splat(0)
}

/** A function that has an outside, for any 32 bytes. */
@inline
export function careful<T>(operator: i32, to: usize, a: usize): void {
  if (operator == code.EXP || operator == code.LOG || operator == code.LOG10) {
    v128.store(to, ofAny(operator, v128.load(a)))
    v128.store(to, ofAny(operator, v128.load(a, 16)), 16)
  } else {
    for (let i: usize = 0; i < 32; i += sizeof<T>()) store<T>(to + i, <T>scalar(operator, <f64>load<T>(a + i)))
  }
}

@inline
function ofAny(operator: i32, x: v128): v128 {
  if (operator == code.EXP) return exp64OfAny(x)
  return operator == code.LOG ? log64OfAny(x) : log1064OfAny(x)
}

/** What the language gives for any double. */
export function scalar(operator: i32, x: f64): f64 {
  switch (operator) {
    case code.SIN: return host.sin(x)
    case code.COS: return host.cos(x)
    case code.TAN: return host.tan(x)
    case code.SINH: return host.sinh(x)
    case code.COSH: return host.cosh(x)
    default: return host.cbrt(x)
  }
}
