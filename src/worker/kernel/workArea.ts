import { VARIABLE, type Program } from './program.ts'
import type { LinearMemory } from './linearMemory.ts'

/** Rows of a block, as the assembly has it, and bytes from a block to the next: not a power of two, which would make
 * blocks share lines of the first cache. */
const BLOCK_ROWS = 128
export const BLOCK_STRIDE = 8 * (BLOCK_ROWS + 8)

/** Bytes of an instruction on the tape, the longer of the two kinds, and of a level of the encoder's stack. */
const INSTRUCTION = 32
const LEVEL = 12
const FIRST_CAPACITY = 256

/** Addresses of the parts of a work area. */
interface Parts {
  readonly codes: number
  readonly operands: number
  readonly constants: number
  readonly parameters: number
  readonly columns: number
  readonly source: number
  readonly instructions: number
  readonly jacobian: number
  readonly ones: number
  readonly adjoints: number
  readonly room: number
  readonly bytes: number
}

/** Where one formula at a time is put, encoded and run; it grows with the formulas. */
export interface WorkArea {
  /** Writes a program, all but its parameters and columns; gives the columns that it reads, each once. */
  load(program: Program): readonly number[]
  setParameters(params: ArrayLike<number>, count: number): void
  setColumn(index: number, address: number): void
  /** Encodes what was loaded, for values and losses; gives the end of the instructions, which begin at `start`. */
  encode(): number
  /** The same for derivatives. */
  encodeTape(): number
  readonly start: number
  /** Address of the table of derivative blocks that `encodeTape` fills. */
  readonly jacobian: number
  /** Room for two blocks. */
  readonly room: number
}

export function createWorkArea(memory: LinearMemory): WorkArea {
  let capacity = 0
  let parts: Parts = layOut(0, 0)
  let tokens = 0
  let loaded: Program | null = null
  let used: readonly number[] = []
  reserve(FIRST_CAPACITY)

  function reserve(size: number): void {
    if (capacity > 0) memory.free(parts.codes, parts.bytes)
    capacity = size
    parts = layOut(memory.allocate(layOut(0, size).bytes), size)
    const { words, doubles } = memory
    const scratch = parts.ones + BLOCK_STRIDE
    const stack = parts.source + 64
    words.set(
      [parts.codes, parts.operands, parts.constants, parts.parameters, parts.columns, scratch, BLOCK_STRIDE, stack],
      parts.source / 4
    )
    doubles.fill(1, parts.ones / 8, (parts.ones + BLOCK_STRIDE) / 8)
  }

  function partsFor(count: number, columns: number): Parts {
    const needed = Math.max(count, columns)
    if (needed > capacity) reserve(2 ** Math.ceil(Math.log2(needed)))
    return parts
  }

  return {
    load(program) {
      // a fit asks for the same one again and again
      if (program === loaded) return used
      const { codes, operands, constants } = program
      loaded = program
      tokens = codes.length
      used = columnsOf(program)
      const at = partsFor(tokens, used.length === 0 ? 0 : Math.max(...used) + 1)
      memory.bytes.set(codes, at.codes)
      memory.words.set(operands, at.operands / 4)
      memory.doubles.set(constants, at.constants / 8)
      return used
    },
    setParameters(params, count) {
      if (params.length < count) throw new RangeError(`${count} parameters needed, ${params.length} given`)
      const { doubles } = memory
      const to = parts.parameters / 8
      for (let i = 0; i < count; i++) doubles[to + i] = params[i]!
    },
    setColumn(index, address) {
      memory.words[parts.columns / 4 + index] = address
    },
    encode: () => memory.code.encode(parts.source, 0, tokens, parts.instructions),
    encodeTape: () =>
      memory.code.encodeTape(parts.source, 0, tokens, parts.adjoints, parts.ones, parts.jacobian, parts.instructions),
    get start() {
      return parts.instructions
    },
    get jacobian() {
      return parts.jacobian
    },
    get room() {
      return parts.room
    }
  }
}

function columnsOf({ codes, operands }: Program): number[] {
  const used: number[] = []
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === VARIABLE && !used.includes(operands[i]!)) used.push(operands[i]!)
  }
  return used
}

/** No more instructions than tokens: each needs a block for its value and one for its adjoint, as each parameter does. */
function layOut(address: number, capacity: number): Parts {
  let next = address
  const part = (bytes: number) => {
    const start = next
    next += (bytes + 63) & ~63
    return start
  }
  const codes = part(capacity)
  const operands = part(4 * capacity)
  const constants = part(8 * capacity)
  const parameters = part(8 * capacity)
  const columns = part(4 * capacity)
  const source = part(64 + LEVEL * (capacity + 1))
  const instructions = part(INSTRUCTION * (capacity + 1))
  const jacobian = part(4 * capacity)
  const ones = part(BLOCK_STRIDE * (2 + capacity))
  const adjoints = part(BLOCK_STRIDE * 2 * (capacity + 1))
  const room = part(2 * BLOCK_STRIDE)
  return {
    codes,
    operands,
    constants,
    parameters,
    columns,
    source,
    instructions,
    jacobian,
    ones,
    adjoints,
    room,
    bytes: next - address
  }
}
