// Turns tokens in postfix order into instructions whose leaves are operands.
import * as code from './codes'

/** Where tokens and numbers of formulas lie, and where their blocks may go. */
@unmanaged
export class Source {
  /** One byte a token. */
  codes: u32
  /** One i32 a token: index of a number or a column, or twice an exponent. */
  operands: u32
  /** Doubles that constants, and parameters, are read from. */
  constants: u32
  parameters: u32
  /** One address a column. */
  columns: u32
  /** Blocks for values on the way, and the bytes from one to the next. */
  scratch: u32
  stride: u32
  /** Room for the stack of the encoder: 4 bytes a level, 12 for a tape. */
  stack: u32
}

@inline
function emit(to: usize, operator: i32, value: u32, a: u32, b: u32): usize {
  store<i32>(to, operator)
  store<u32>(to, value, 4)
  store<u32>(to, a, 8)
  store<u32>(to, b, 12)
  return to + 16
}

/** Marks the address of a number on the stack of the encoder, as 1 marks a column; other addresses are blocks. */
const NUMBER: u32 = 2

/**
 * Writes the instructions of tokens first … last − 1 and returns the end. The value of the formula is in the place that
 * the last instruction names. Tokens follow each other without a pattern that a processor could foresee, so that there
 * are as few branches as can be.
 */
export function encode(source: Source, first: i32, last: i32, to: usize): usize {
  const stride = source.stride
  const start = to
  // a level of the stack is an address with its mark
  let top: usize = source.stack
  let block = source.scratch
  for (let i = first; i < last; i++) {
    const token = <i32>load<u8>(source.codes + i)
    const operand = load<i32>(source.operands + (i << 2))
    if (token <= code.VARIABLE) {
      const isVariable = token == code.VARIABLE
      const numbers = select<u32>(source.constants, source.parameters, token == code.CONSTANT)
      const column = load<u32>(source.columns + ((operand & -(<i32>isVariable)) << 2)) | 1
      store<u32>(top, select<u32>(column, (numbers + (operand << 3)) | NUMBER, isVariable))
      top += 4
      block += stride
      continue
    }
    if (token < code.ADD || token > code.POW) {
      const value = block - stride
      let a = load<u32>(top - 4)
      if (a & NUMBER) {
        to = emit(to, code.FILL, value, a & ~NUMBER, 0)
        a = value
      }
      to = emit(to, token, value, a, operand)
      store<u32>(top - 4, value)
      continue
    }
    top -= 4
    block -= stride
    const value = block - stride
    let a = load<u32>(top - 4)
    let b = load<u32>(top)
    if ((a & b & NUMBER) != 0 || (token == code.POW && ((a | b) & NUMBER) != 0)) {
      if (a & NUMBER) {
        to = emit(to, code.FILL, value, a & ~NUMBER, 0)
        a = value
      }
      if (token == code.POW && (b & NUMBER) != 0) {
        to = emit(to, code.FILL, block, b & ~NUMBER, 0)
        b = block
      }
    }
    // a number goes to the right where the order does not matter: + and × have even codes
    const isLeft = a >> 1 & 1
    const turns = isLeft & ~token
    const byNumber = (b >> 1 & 1) | turns
    const operator = token + (byNumber << 5) + ((isLeft & ~turns) << 6)
    to = emit(to, operator, value, select<u32>(b, a, turns) & ~NUMBER, select<u32>(a, b, turns) & ~NUMBER)
    store<u32>(top - 4, value)
  }
  if (to == start) {
    const leaf = load<u32>(<usize>source.stack)
    to = emit(to, leaf & NUMBER ? code.FILL : code.COPY, source.scratch, leaf & ~NUMBER, 0)
  }
  return to
}
