// Instructions for reverse accumulation: every value keeps its block, and knows where its adjoint goes.
import * as code from './codes'
import { Source } from './encode'

/** Words of an instruction on the tape: operator, value, a, b, adjoint, adjoint of a, adjoint of b, –. */
export const TAPE_STEP: usize = 32

/** No derivative goes here. */
const NOTHING: i32 = -1

/** Nodes are instructions 0, 1, …; parameters are −2, −3, …. */
@inline
function parameterNode(index: i32): i32 {
  return -2 - index
}

@inline
function emit(to: usize, operator: i32, value: u32, a: u32, b: u32, nodeA: i32, nodeB: i32): usize {
  store<i32>(to, operator)
  store<u32>(to, value, 4)
  store<u32>(to, a, 8)
  store<u32>(to, b, 12)
  store<u32>(to, 0, 16)
  store<i32>(to, nodeA, 20)
  store<i32>(to, nodeB, 24)
  return to + TAPE_STEP
}

@inline
function push(top: usize, isNumber: bool, address: u32, node: i32): usize {
  store<u32>(top, <u32>isNumber)
  store<u32>(top, address, 4)
  store<i32>(top, node, 8)
  return top + 12
}

/**
 * Writes the tape of tokens first … last − 1 and returns its end. Values go to source.scratch, adjoints to `adjoints`,
 * a block an instruction and then one a parameter; `ones` is a block of ones. jacobian[p] becomes the address of the
 * block that will hold the derivative by parameter p. A formula without variables or operators has one instruction.
 */
export function encodeTape(
  source: Source,
  first: i32,
  last: i32,
  adjoints: u32,
  ones: u32,
  jacobian: usize,
  start: usize
): usize {
  const stride = source.stride
  let to = start
  let top: usize = source.stack
  let value = source.scratch
  for (let i = first; i < last; i++) {
    const token = <i32>load<u8>(source.codes + i)
    const operand = load<i32>(source.operands + (i << 2))
    if (token == code.VARIABLE) {
      top = push(top, false, load<u32>(source.columns + (operand << 2)) | 1, NOTHING)
      continue
    }
    if (token == code.CONSTANT) {
      top = push(top, true, source.constants + (operand << 3), NOTHING)
      continue
    }
    if (token == code.PARAMETER) {
      top = push(top, true, source.parameters + (operand << 3), parameterNode(operand))
      continue
    }
    const isBinary = token >= code.ADD && token <= code.POW
    top -= isBinary ? 24 : 12
    let isNumberA = load<u32>(top) != 0
    let a = load<u32>(top, 4)
    let nodeA = load<i32>(top, 8)
    let isNumberB = isBinary && load<u32>(top, 12) != 0
    let b = isBinary ? load<u32>(top, 16) : operand
    let nodeB = isBinary ? load<i32>(top, 20) : NOTHING
    if (isNumberA && (isNumberB || token == code.POW || !isBinary)) {
      nodeA = filled(start, to, value, a, nodeA)
      to += TAPE_STEP
      a = value
      value += stride
      isNumberA = false
    }
    if (isNumberB && token == code.POW) {
      nodeB = filled(start, to, value, b, nodeB)
      to += TAPE_STEP
      b = value
      value += stride
      isNumberB = false
    }
    if (isNumberA && (token == code.ADD || token == code.MUL)) {
      const address = a
      const node = nodeA
      a = b
      nodeA = nodeB
      b = address
      nodeB = node
      isNumberA = false
      isNumberB = true
    }
    const operator = isNumberA ? token + code.OF_NUMBER : isNumberB ? token + code.BY_NUMBER : token
    const node = nodeA == NOTHING && nodeB == NOTHING ? NOTHING : <i32>((to - start) / TAPE_STEP)
    to = emit(to, operator, value, a, b, nodeA, nodeB)
    top = push(top, false, value, node)
    value += stride
  }
  if (to == start) {
    const leaf = <usize>source.stack
    const operator = load<u32>(leaf) ? code.FILL : code.COPY
    to = emit(to, operator, value, load<u32>(leaf, 4), 0, load<i32>(leaf, 8), NOTHING)
  }
  placeAdjoints(start, to, adjoints, stride, ones, jacobian)
  return to
}

/** A block of one number, as an instruction of its own; its node, or none for a constant. */
function filled(start: usize, to: usize, value: u32, number: u32, node: i32): i32 {
  emit(to, code.FILL, value, number, 0, node, NOTHING)
  return node == NOTHING ? NOTHING : <i32>((to - start) / TAPE_STEP)
}

/** From the last instruction to the first: the adjoint of a sum is that of its arguments, others get their own. */
function placeAdjoints(start: usize, end: usize, adjoints: u32, stride: u32, ones: u32, jacobian: usize): void {
  const count = <i32>((end - start) / TAPE_STEP)
  store<u32>(end - TAPE_STEP, ones, 16)
  for (let to = end - TAPE_STEP; ; to -= TAPE_STEP) {
    const operator = load<i32>(to) & ~(code.BY_NUMBER | code.OF_NUMBER)
    const own = load<u32>(to, 16)
    const nodeA = load<i32>(to, 20)
    const nodeB = load<i32>(to, 24)
    const isShared = operator == code.ADD || operator == code.FILL || operator == code.COPY
    const ofA = place(start, count, nodeA, isShared || operator == code.SUB ? own : 0, adjoints, stride, jacobian)
    const ofB = place(start, count, nodeB, isShared ? own : 0, adjoints, stride, jacobian)
    store<u32>(to, isShared || operator == code.SUB ? 0 : ofA, 20)
    store<u32>(to, isShared ? 0 : ofB, 24)
    if (to == start) return
  }
}

/** Gives a node its adjoint: `shared`, or a block of its own where that is 0. */
function place(
  start: usize,
  count: i32,
  node: i32,
  shared: u32,
  adjoints: u32,
  stride: u32,
  jacobian: usize
): u32 {
  if (node == NOTHING) return 0
  const parameter = -2 - node
  const slot = parameter >= 0 ? count + parameter : node
  const address = shared ? shared : adjoints + <u32>slot * stride
  if (parameter >= 0) store<u32>(jacobian + (<usize>parameter << 2), address)
  else store<u32>(start + <usize>node * TAPE_STEP, address, 16)
  return address
}
