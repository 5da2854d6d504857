// Codes of tokens, which are those of program.ts and of the operator table, and of instructions.

export const CONSTANT: i32 = 0
export const PARAMETER: i32 = 1
export const VARIABLE: i32 = 2
export const HALF_POWER: i32 = 3
export const ADD: i32 = 4
export const SUB: i32 = 5
export const MUL: i32 = 6
export const DIV: i32 = 7
export const POW: i32 = 8
export const NEG: i32 = 9
export const SIN: i32 = 10
export const COS: i32 = 11
export const TAN: i32 = 12
export const ASIN: i32 = 13
export const ACOS: i32 = 14
export const ATAN: i32 = 15
export const SINH: i32 = 16
export const COSH: i32 = 17
export const TANH: i32 = 18
export const EXP: i32 = 19
export const LOG: i32 = 20
export const LOG10: i32 = 21
export const SQRT: i32 = 22
export const CBRT: i32 = 23
export const ABS: i32 = 24

/** One number becomes a block; a block is copied. */
export const FILL: i32 = 25
export const COPY: i32 = 26
/** A token of two arguments and this: the second, or the first, is one number for all rows. */
export const BY_NUMBER: i32 = 32
export const OF_NUMBER: i32 = 64
