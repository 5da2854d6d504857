// Runs encoded formulas block by block.
import * as blocks from './blocks'
import * as code from './codes'

/** Rows that are worked on at once: they stay in the first cache, and hide the cost of finding the next operator. */
export const BLOCK: i32 = 128

/** Bytes of a block of `rows`, rounded up to whole steps of the loops. */
@inline
export function bytesOf<T>(rows: i32): usize {
  return ((<usize>rows * sizeof<T>()) + 63) & ~63
}

/** Operands are addresses; the lowest bit marks a column, whose block lies `offset` bytes further on. */
@inline
export function at(operand: u32, offset: usize): usize {
  return <usize>(operand & ~7) + (offset & -(<usize>(operand & 1)))
}

@inline
export function step<T>(instruction: usize, offset: usize, bytes: usize): usize {
  const to = <usize>load<u32>(instruction, 4)
  const first = load<u32>(instruction, 8)
  const second = load<u32>(instruction, 12)
  const a = at(first, offset)
  switch (load<i32>(instruction)) {
    case code.ADD: { blocks.addPairs<T>(to, a, at(second, offset), bytes); break }
    case code.SUB: { blocks.subPairs<T>(to, a, at(second, offset), bytes); break }
    case code.MUL: { blocks.mulPairs<T>(to, a, at(second, offset), bytes); break }
    case code.DIV: { blocks.divPairs<T>(to, a, at(second, offset), bytes); break }
    case code.POW: { blocks.powPairs<T>(to, a, at(second, offset), bytes); break }
    case code.ADD + code.BY_NUMBER: { blocks.addNumber<T>(to, a, second, bytes); break }
    case code.SUB + code.BY_NUMBER: { blocks.subNumber<T>(to, a, second, bytes); break }
    case code.MUL + code.BY_NUMBER: { blocks.mulNumber<T>(to, a, second, bytes); break }
    case code.DIV + code.BY_NUMBER: { blocks.divNumber<T>(to, a, second, bytes); break }
    case code.SUB + code.OF_NUMBER: { blocks.subFromNumber<T>(to, a, at(second, offset), bytes); break }
    case code.DIV + code.OF_NUMBER: { blocks.divNumberBy<T>(to, a, at(second, offset), bytes); break }
    case code.HALF_POWER: {
      if (second == 4) blocks.squareBlock<T>(to, a, bytes)
      else blocks.halfPowerBlock<T>(to, a, second, bytes)
      break
    }
    case code.NEG: { blocks.negBlock<T>(to, a, bytes); break }
    case code.SIN: { blocks.sinBlock<T>(to, a, bytes); break }
    case code.COS: { blocks.cosBlock<T>(to, a, bytes); break }
    case code.TAN: { blocks.tanBlock<T>(to, a, bytes); break }
    case code.ASIN: { blocks.asinBlock<T>(to, a, bytes); break }
    case code.ACOS: { blocks.acosBlock<T>(to, a, bytes); break }
    case code.ATAN: { blocks.atanBlock<T>(to, a, bytes); break }
    case code.SINH: { blocks.sinhBlock<T>(to, a, bytes); break }
    case code.COSH: { blocks.coshBlock<T>(to, a, bytes); break }
    case code.TANH: { blocks.tanhBlock<T>(to, a, bytes); break }
    case code.EXP: { blocks.expBlock<T>(to, a, bytes); break }
    case code.LOG: { blocks.logBlock<T>(to, a, bytes); break }
    case code.LOG10: { blocks.log10Block<T>(to, a, bytes); break }
    case code.SQRT: { blocks.sqrtBlock<T>(to, a, bytes); break }
    case code.CBRT: { blocks.cbrtBlock<T>(to, a, bytes); break }
    case code.ABS: { blocks.absBlock<T>(to, a, bytes); break }
    case code.FILL: { blocks.fillBlock<T>(to, first, bytes); break }
    default: { blocks.copyBlock<T>(to, a, bytes); break }
  }
  return to
}

/** Values of the rows of one block; returns where they lie. */
export function run<T>(start: usize, end: usize, offset: usize, bytes: usize): usize {
  let to: usize = 0
  while (start < end) {
    to = step<T>(start, offset, bytes)
    start += 16
  }
  return to
}
