import { CONSTANT, PARAMETER, type Program } from '../program.ts'

/** Rows that are worked on at once: few enough for the first cache, many enough to hide the cost of dispatch. */
export const BLOCK = 128

/**
 * Where the values of each instruction lie: `sources[i][offsets[i] + row]`. Variables point into the columns
 * themselves; all else into `values`, slot by slot of BLOCK rows. `adjoints` has a slot an instruction.
 */
export interface Workspace {
  values: Float64Array
  adjoints: Float64Array
  readonly sources: Float64Array[]
  readonly offsets: number[]
}

// one engine thread evaluates one formula at a time, so its buffers are made once and only grow
const shared: Workspace = {
  values: new Float64Array(64 * BLOCK),
  adjoints: new Float64Array(64 * BLOCK),
  sources: [],
  offsets: []
}

/**
 * Prepares the buffers for one pass: slots are dealt out and constants and parameters written into theirs, once for all
 * blocks. A tape keeps the value of every instruction; without it results share slots like a stack.
 */
export function workspaceFor(program: Program, params: ArrayLike<number>, tape: boolean): Workspace {
  const { codes, operands, constants, paramCount, stackDepth, level } = program
  if (params.length < paramCount) throw new RangeError(`${paramCount} parameters needed, ${params.length} given`)
  const length = codes.length
  const leafSlots = tape ? 0 : stackDepth
  const slots = tape ? length : stackDepth + constants.length + paramCount
  if (shared.values.length < slots * BLOCK) shared.values = new Float64Array(2 * slots * BLOCK)
  if (tape && shared.adjoints.length < slots * BLOCK) shared.adjoints = new Float64Array(2 * slots * BLOCK)
  const { values, sources, offsets } = shared
  for (let i = 0; i < length; i++) {
    const code = codes[i]!
    const operand = operands[i]!
    const isLeaf = code === CONSTANT || code === PARAMETER
    const leafSlot = leafSlots + (code === PARAMETER ? constants.length + operand : operand)
    const slot = tape ? i : isLeaf ? leafSlot : level[i]!
    sources[i] = values
    offsets[i] = slot * BLOCK
    if (isLeaf) {
      const value = code === CONSTANT ? constants[operand]! : params[operand]!
      values.fill(value, slot * BLOCK, (slot + 1) * BLOCK)
    }
  }
  return shared
}
