// adjoint · f′(a) for a block of doubles, where v = f(a) is known.
import * as code from './codes'
import { cosh64, sinh64 } from './exponential'
import { load } from './lanes'
import { needsCare, scalar } from './operations'
import { log64OfAny } from './logarithm'
import { halfPower64, isFlatAtZero, pow64 } from './power'
import { cos64, sin64 } from './trigonometry'

const ZERO = memory.data<f64>([0])
const ONE = memory.data<f64>([1])
const HALF = memory.data<f64>([0.5])
const THREE = memory.data<f64>([3])
const SIGN = memory.data<f64>([-0.0])
const LN10 = memory.data<f64>([2.302585092994046])

@inline
function slopeOfAsin(a: v128): v128 {
  return f64x2.div(load(ONE), f64x2.sqrt(f64x2.sub(load(ONE), f64x2.mul(a, a))))
}

@inline
function slope(operator: i32, a: v128, v: v128): v128 {
  if (operator == code.SIN) return cos64(a)
  if (operator == code.COS) return f64x2.neg(sin64(a))
  if (operator == code.TAN) return f64x2.add(load(ONE), f64x2.mul(v, v))
  if (operator == code.ASIN) return slopeOfAsin(a)
  if (operator == code.ACOS) return f64x2.neg(slopeOfAsin(a))
  if (operator == code.ATAN) return f64x2.div(load(ONE), f64x2.add(load(ONE), f64x2.mul(a, a)))
  if (operator == code.SINH) return cosh64(a)
  if (operator == code.COSH) return sinh64(a)
  if (operator == code.TANH) return f64x2.sub(load(ONE), f64x2.mul(v, v))
  if (operator == code.EXP) return v
  if (operator == code.LOG) return f64x2.div(load(ONE), a)
  if (operator == code.LOG10) return f64x2.div(load(ONE), f64x2.mul(a, load(LN10)))
  if (operator == code.SQRT) return f64x2.div(load(HALF), v)
  if (operator == code.CBRT) return f64x2.div(load(ONE), f64x2.mul(load(THREE), f64x2.mul(v, v)))
  // ABS: the kink has no slope, and 0 keeps the rest of the gradient usable
  const sign = v128.or(load(ONE), v128.and(a, load(SIGN)))
  return v128.bitselect(f64x2.mul(a, load(ZERO)), sign, v128.or(f64x2.eq(a, load(ZERO)), f64x2.ne(a, a)))
}

@inline
function eachSlope(operator: i32, to: usize, adjoint: usize, a: usize, v: usize, bytes: usize): void {
  const end = to + bytes
  do {
    const x = v128.load(a)
    // what the slope of one function asks for is inside where the function itself is
    if (operator <= code.COSH && operator != code.TAN && needsCare<f64>(operator, x, x)) {
      scalarSlopes(operator, to, adjoint, a)
    } else {
      v128.store(to, f64x2.mul(v128.load(adjoint), slope(operator, x, v128.load(v))))
    }
    to += 16
    adjoint += 16
    a += 16
    v += 16
  } while (to < end)
}

/** Two rows of a function that has an outside. */
function scalarSlopes(operator: i32, to: usize, adjoint: usize, a: usize): void {
  let other = code.SINH
  if (operator == code.SIN) other = code.COS
  else if (operator == code.COS) other = code.SIN
  else if (operator == code.SINH) other = code.COSH
  const sign: f64 = operator == code.COS ? -1 : 1
  for (let i: usize = 0; i < 16; i += 8) {
    store<f64>(to + i, f64.load(adjoint + i) * (sign * scalar(other, f64.load(a + i))))
  }
}

export function negAdjoint(to: usize, adjoint: usize, bytes: usize): void {
  const end = to + bytes
  do {
    v128.store(to, f64x2.neg(v128.load(adjoint)))
    to += 16
    adjoint += 16
  } while (to < end)
}

/** −adjoint · a / b / b, a or b one number for all rows where its flag says so. */
@inline
export function divisorAdjoint(
  to: usize,
  adjoint: usize,
  a: usize,
  isNumberA: bool,
  b: usize,
  isNumberB: bool,
  bytes: usize
): void {
  const end = to + bytes
  do {
    const numerator = isNumberA ? v128.load64_splat(a) : v128.load(a)
    const divisor = isNumberB ? v128.load64_splat(b) : v128.load(b)
    const product = f64x2.neg(f64x2.mul(v128.load(adjoint), numerator))
    v128.store(to, f64x2.div(f64x2.div(product, divisor), divisor))
    to += 16
    adjoint += 16
    if (!isNumberA) a += 16
    if (!isNumberB) b += 16
  } while (to < end)
}

export function halfPowerAdjoint(to: usize, adjoint: usize, a: usize, twice: i32, bytes: usize): void {
  const end = to + bytes
  const factor = f64x2.splat(<f64>twice * 0.5)
  do {
    // x⁰ is 1 everywhere, where 0 · 0⁻¹ would say NaN
    const derivative =
      twice == 0 ? load(ZERO) : f64x2.mul(factor, halfPower64(v128.load(a), twice - 2))
    v128.store(to, f64x2.mul(v128.load(adjoint), derivative))
    to += 16
    adjoint += 16
    a += 16
  } while (to < end)
}

export function baseAdjoint(to: usize, adjoint: usize, a: usize, b: usize, bytes: usize): void {
  const end = to + bytes
  do {
    const exponent = v128.load(b)
    const power = pow64(v128.load(a), f64x2.sub(exponent, load(ONE)))
    v128.store(to, f64x2.mul(f64x2.mul(v128.load(adjoint), exponent), power))
    to += 16
    adjoint += 16
    a += 16
    b += 16
  } while (to < end)
}

export function exponentAdjoint(to: usize, adjoint: usize, a: usize, b: usize, v: usize, bytes: usize): void {
  const end = to + bytes
  do {
    const base = v128.load(a)
    const derivative = f64x2.mul(f64x2.mul(v128.load(adjoint), v128.load(v)), log64OfAny(base))
    v128.store(to, v128.andnot(derivative, isFlatAtZero(base, v128.load(b))))
    to += 16
    adjoint += 16
    a += 16
    b += 16
    v += 16
  } while (to < end)
}

export function unaryAdjoint(operator: i32, to: usize, adjoint: usize, a: usize, v: usize, bytes: usize): void {
  switch (operator) {
    case code.SIN: { eachSlope(code.SIN, to, adjoint, a, v, bytes); break }
    case code.COS: { eachSlope(code.COS, to, adjoint, a, v, bytes); break }
    case code.TAN: { eachSlope(code.TAN, to, adjoint, a, v, bytes); break }
    case code.ASIN: { eachSlope(code.ASIN, to, adjoint, a, v, bytes); break }
    case code.ACOS: { eachSlope(code.ACOS, to, adjoint, a, v, bytes); break }
    case code.ATAN: { eachSlope(code.ATAN, to, adjoint, a, v, bytes); break }
    case code.SINH: { eachSlope(code.SINH, to, adjoint, a, v, bytes); break }
    case code.COSH: { eachSlope(code.COSH, to, adjoint, a, v, bytes); break }
    case code.TANH: { eachSlope(code.TANH, to, adjoint, a, v, bytes); break }
    case code.EXP: { eachSlope(code.EXP, to, adjoint, a, v, bytes); break }
    case code.LOG: { eachSlope(code.LOG, to, adjoint, a, v, bytes); break }
    case code.LOG10: { eachSlope(code.LOG10, to, adjoint, a, v, bytes); break }
    case code.SQRT: { eachSlope(code.SQRT, to, adjoint, a, v, bytes); break }
    case code.CBRT: { eachSlope(code.CBRT, to, adjoint, a, v, bytes); break }
    case code.NEG: { negAdjoint(to, adjoint, bytes); break }
    default: { eachSlope(code.ABS, to, adjoint, a, v, bytes); break }
  }
}
