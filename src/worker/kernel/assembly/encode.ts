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
  /** Room for the stack of the encoder: 8 bytes a level. */
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

/**
 * Writes the instructions of tokens first … last − 1 and returns the end. The value of the formula is in the place that
 * the last instruction names.
 */
export function encode(source: Source, first: i32, last: i32, to: usize): usize {
  const stride = source.stride
  const start = to
  // a level: 1 for one number, 0 for a block or a column; then its address
  let top: usize = source.stack
  let block = source.scratch
  for (let i = first; i < last; i++) {
    const token = <i32>load<u8>(source.codes + i)
    const operand = load<i32>(source.operands + (i << 2))
    if (token <= code.VARIABLE) {
      const isNumber = token != code.VARIABLE
      let address: u32
      if (token == code.VARIABLE) address = load<u32>(source.columns + (operand << 2)) | 1
      else address = (token == code.CONSTANT ? source.constants : source.parameters) + (operand << 3)
      store<u32>(top, <u32>isNumber)
      store<u32>(top, address, 4)
      top += 8
      block += stride
    } else if (token >= code.ADD && token <= code.POW) {
      top -= 16
      block -= stride
      const value = block - stride
      let isNumberA = load<u32>(top)
      let a = load<u32>(top, 4)
      let isNumberB = load<u32>(top, 8)
      let b = load<u32>(top, 12)
      if (isNumberA && (isNumberB || token == code.POW)) {
        to = emit(to, code.FILL, value, a, 0)
        a = value
        isNumberA = 0
      }
      if (isNumberB && token == code.POW) {
        to = emit(to, code.FILL, block, b, 0)
        b = block
        isNumberB = 0
      }
      if (isNumberA && (token == code.ADD || token == code.MUL)) {
        const other = a
        a = b
        b = other
        isNumberA = 0
        isNumberB = 1
      }
      const operator = isNumberA ? token + code.OF_NUMBER : isNumberB ? token + code.BY_NUMBER : token
      to = emit(to, operator, value, a, b)
      store<u32>(top, 0)
      store<u32>(top, value, 4)
      top += 8
    } else {
      const value = block - stride
      let a = load<u32>(top - 8, 4)
      if (load<u32>(top - 8)) {
        to = emit(to, code.FILL, value, a, 0)
        a = value
      }
      to = emit(to, token, value, a, operand)
      store<u32>(top - 8, 0)
      store<u32>(top - 8, value, 4)
    }
  }
  if (to == start) {
    const address = load<u32>(<usize>source.stack, 4)
    to = emit(to, load<u32>(<usize>source.stack) ? code.FILL : code.COPY, source.scratch, address, 0)
  }
  return to
}
