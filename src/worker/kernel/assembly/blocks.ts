// One operator on a block of rows. `bytes` is a multiple of 64, and so many are read and written.
import * as code from './codes'
import { binary, careful, halfPower, needsCare, splatAt, unary } from './operations'

@inline
function eachPair<T>(operator: i32, to: usize, a: usize, b: usize, bytes: usize): void {
  const end = to + bytes
  do {
    v128.store(to, binary<T>(operator, v128.load(a), v128.load(b)))
    v128.store(to, binary<T>(operator, v128.load(a, 16), v128.load(b, 16)), 16)
    v128.store(to, binary<T>(operator, v128.load(a, 32), v128.load(b, 32)), 32)
    v128.store(to, binary<T>(operator, v128.load(a, 48), v128.load(b, 48)), 48)
    to += 64
    a += 64
    b += 64
  } while (to < end)
}

@inline
function eachWithNumber<T>(operator: i32, isFirst: bool, to: usize, a: usize, number: usize, bytes: usize): void {
  const end = to + bytes
  const c = splatAt<T>(number)
  do {
    if (isFirst) {
      v128.store(to, binary<T>(operator, c, v128.load(a)))
      v128.store(to, binary<T>(operator, c, v128.load(a, 16)), 16)
      v128.store(to, binary<T>(operator, c, v128.load(a, 32)), 32)
      v128.store(to, binary<T>(operator, c, v128.load(a, 48)), 48)
    } else {
      v128.store(to, binary<T>(operator, v128.load(a), c))
      v128.store(to, binary<T>(operator, v128.load(a, 16), c), 16)
      v128.store(to, binary<T>(operator, v128.load(a, 32), c), 32)
      v128.store(to, binary<T>(operator, v128.load(a, 48), c), 48)
    }
    to += 64
    a += 64
  } while (to < end)
}

@inline
function each<T>(operator: i32, to: usize, a: usize, bytes: usize): void {
  const end = to + bytes
  do {
    const first = v128.load(a)
    const second = v128.load(a, 16)
    // through memory: a call with vectors at hand would slow down the other branch
    if (needsCare<T>(operator, first, second)) {
      careful<T>(operator, to, a)
    } else {
      v128.store(to, unary<T>(operator, first))
      v128.store(to, unary<T>(operator, second), 16)
    }
    to += 32
    a += 32
  } while (to < end)
}

export function addPairs<T>(to: usize, a: usize, b: usize, bytes: usize): void {
  eachPair<T>(code.ADD, to, a, b, bytes)
}

export function subPairs<T>(to: usize, a: usize, b: usize, bytes: usize): void {
  eachPair<T>(code.SUB, to, a, b, bytes)
}

export function mulPairs<T>(to: usize, a: usize, b: usize, bytes: usize): void {
  eachPair<T>(code.MUL, to, a, b, bytes)
}

export function divPairs<T>(to: usize, a: usize, b: usize, bytes: usize): void {
  eachPair<T>(code.DIV, to, a, b, bytes)
}

export function powPairs<T>(to: usize, a: usize, b: usize, bytes: usize): void {
  eachPair<T>(code.POW, to, a, b, bytes)
}

export function addNumber<T>(to: usize, a: usize, number: usize, bytes: usize): void {
  eachWithNumber<T>(code.ADD, false, to, a, number, bytes)
}

export function subNumber<T>(to: usize, a: usize, number: usize, bytes: usize): void {
  eachWithNumber<T>(code.SUB, false, to, a, number, bytes)
}

export function mulNumber<T>(to: usize, a: usize, number: usize, bytes: usize): void {
  eachWithNumber<T>(code.MUL, false, to, a, number, bytes)
}

export function divNumber<T>(to: usize, a: usize, number: usize, bytes: usize): void {
  eachWithNumber<T>(code.DIV, false, to, a, number, bytes)
}

export function subFromNumber<T>(to: usize, number: usize, b: usize, bytes: usize): void {
  eachWithNumber<T>(code.SUB, true, to, b, number, bytes)
}

export function divNumberBy<T>(to: usize, number: usize, b: usize, bytes: usize): void {
  eachWithNumber<T>(code.DIV, true, to, b, number, bytes)
}

export function negBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.NEG, to, a, bytes)
}

export function sinBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.SIN, to, a, bytes)
}

export function cosBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.COS, to, a, bytes)
}

export function tanBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.TAN, to, a, bytes)
}

export function asinBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.ASIN, to, a, bytes)
}

export function acosBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.ACOS, to, a, bytes)
}

export function atanBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.ATAN, to, a, bytes)
}

export function sinhBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.SINH, to, a, bytes)
}

export function coshBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.COSH, to, a, bytes)
}

export function tanhBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.TANH, to, a, bytes)
}

export function expBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.EXP, to, a, bytes)
}

export function logBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.LOG, to, a, bytes)
}

export function log10Block<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.LOG10, to, a, bytes)
}

export function sqrtBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.SQRT, to, a, bytes)
}

export function cbrtBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.CBRT, to, a, bytes)
}

export function absBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.ABS, to, a, bytes)
}

export function copyBlock<T>(to: usize, a: usize, bytes: usize): void {
  each<T>(code.COPY, to, a, bytes)
}

export function squareBlock<T>(to: usize, a: usize, bytes: usize): void {
  eachPair<T>(code.MUL, to, a, a, bytes)
}

export function halfPowerBlock<T>(to: usize, a: usize, twice: i32, bytes: usize): void {
  const end = to + bytes
  do {
    v128.store(to, halfPower<T>(v128.load(a), twice))
    to += 16
    a += 16
  } while (to < end)
}

export function fillBlock<T>(to: usize, number: usize, bytes: usize): void {
  const end = to + bytes
  const c = splatAt<T>(number)
  do {
    v128.store(to, c)
    v128.store(to, c, 16)
    v128.store(to, c, 32)
    v128.store(to, c, 48)
    to += 64
  } while (to < end)
}
