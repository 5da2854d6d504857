// Values, derivatives and normal equations of a formula on its tape.
import * as blocks from './blocks'
import * as code from './codes'
import { at, BLOCK, bytesOf, step } from './interpreter'
import * as slopes from './slopes'
import { TAPE_STEP } from './tape'
import { dot, Target } from './target'

function forward(start: usize, end: usize, offset: usize, bytes: usize): usize {
  let to: usize = 0
  while (start < end) {
    to = step<f64>(start, offset, bytes)
    start += TAPE_STEP
  }
  return to
}

/** Source: A. Griewank, A. Walther, "Evaluating Derivatives" (2008), ch. 3, doi:10.1137/1.9780898717761. */
function backward(start: usize, end: usize, offset: usize, bytes: usize): void {
  let instruction = end
  while (instruction > start) {
    instruction -= TAPE_STEP
    const toA = <usize>load<u32>(instruction, 20)
    const toB = <usize>load<u32>(instruction, 24)
    if ((toA | toB) == 0) continue
    const operator = load<i32>(instruction)
    const v = <usize>load<u32>(instruction, 4)
    const a = at(load<u32>(instruction, 8), offset)
    const second = load<u32>(instruction, 12)
    const adjoint = <usize>load<u32>(instruction, 16)
    const b = at(second, offset)
    switch (operator) {
      case code.SUB:
      case code.SUB + code.BY_NUMBER:
      case code.SUB + code.OF_NUMBER: { slopes.negAdjoint(toB, adjoint, bytes); break }
      case code.MUL: {
        if (toA) blocks.mulPairs<f64>(toA, adjoint, b, bytes)
        if (toB) blocks.mulPairs<f64>(toB, adjoint, a, bytes)
        break
      }
      case code.MUL + code.BY_NUMBER: {
        if (toA) blocks.mulNumber<f64>(toA, adjoint, b, bytes)
        if (toB) blocks.mulPairs<f64>(toB, adjoint, a, bytes)
        break
      }
      case code.DIV: {
        if (toA) blocks.divPairs<f64>(toA, adjoint, b, bytes)
        if (toB) slopes.divisorAdjoint(toB, adjoint, a, false, b, false, bytes)
        break
      }
      case code.DIV + code.BY_NUMBER: {
        if (toA) blocks.divNumber<f64>(toA, adjoint, b, bytes)
        if (toB) slopes.divisorAdjoint(toB, adjoint, a, false, b, true, bytes)
        break
      }
      case code.DIV + code.OF_NUMBER: {
        if (toA) blocks.divPairs<f64>(toA, adjoint, b, bytes)
        if (toB) slopes.divisorAdjoint(toB, adjoint, a, true, b, false, bytes)
        break
      }
      case code.POW: {
        if (toA) slopes.baseAdjoint(toA, adjoint, a, b, bytes)
        if (toB) slopes.exponentAdjoint(toB, adjoint, a, b, v, bytes)
        break
      }
      case code.HALF_POWER: { slopes.halfPowerAdjoint(toA, adjoint, a, second, bytes); break }
      default: { slopes.unaryAdjoint(operator, toA, adjoint, a, v, bytes); break }
    }
  }
}

/**
 * Values of rows from … to − 1 into `out`, and the derivative by parameter p into out[(p + 1) · stride bytes …].
 */
export function jacobian(
  start: usize,
  end: usize,
  from: i32,
  to: i32,
  columns: usize,
  parameters: i32,
  out: usize,
  stride: usize
): void {
  for (let row = from; row < to; row += BLOCK) {
    const rows = min(BLOCK, to - row)
    const offset = <usize>row << 3
    const bytes = bytesOf<f64>(rows)
    const target = out + (<usize>(row - from) << 3)
    const size = <usize>rows << 3
    memory.copy(target, forward(start, end, offset, bytes), size)
    backward(start, end, offset, bytes)
    for (let p: i32 = 0; p < parameters; p++) {
      memory.copy(target + <usize>(p + 1) * stride, load<u32>(columns + (<usize>p << 2)), size)
    }
  }
}

/**
 * Σ w r², then JᵀW r, then the lower triangle of JᵀWJ row by row, r = y − f, into `out`; `work` is room for two blocks.
 */
export function normalEquations(
  start: usize,
  end: usize,
  target: Target,
  columns: usize,
  parameters: i32,
  work: usize,
  out: usize
): void {
  memory.fill(out, 0, (1 + <usize>parameters + ((<usize>parameters * (<usize>parameters + 1)) >> 1)) << 3)
  const weighted = work + (<usize>BLOCK << 3)
  for (let row: i32 = 0; row < target.rows; row += BLOCK) {
    const rows = min(BLOCK, target.rows - row)
    const offset = <usize>row << 3
    const bytes = bytesOf<f64>(rows)
    blocks.subPairs<f64>(work, target.y + offset, forward(start, end, offset, bytes), bytes)
    backward(start, end, offset, bytes)
    const weights: usize = target.weights ? target.weights + offset : 0
    addProduct(out, weightedBy(weights, work, weighted, bytes), work, rows)
    let gradient = out + 8
    let triangle = gradient + (<usize>parameters << 3)
    for (let i: i32 = 0; i < parameters; i++) {
      const column = weightedBy(weights, load<u32>(columns + (<usize>i << 2)), weighted, bytes)
      addProduct(gradient, column, work, rows)
      gradient += 8
      for (let j: i32 = 0; j <= i; j++) {
        addProduct(triangle, column, load<u32>(columns + (<usize>j << 2)), rows)
        triangle += 8
      }
    }
  }
}

@inline
function addProduct(to: usize, a: usize, b: usize, rows: i32): void {
  store<f64>(to, load<f64>(to) + dot(a, b, rows))
}

/** The block times the weights, in `room`; the block itself where there are none. */
@inline
function weightedBy(weights: usize, block: usize, room: usize, bytes: usize): usize {
  if (weights == 0) return block
  blocks.mulPairs<f64>(room, block, weights, bytes)
  return room
}
