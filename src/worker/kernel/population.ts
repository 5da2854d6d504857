import type { Expr } from '../../shared/domain/expr.ts'
import type { KernelColumns, Precision } from './kernelColumns.ts'
import { growingArea } from './growingArea.ts'
import type { LinearMemory } from './linearMemory.ts'
import { createTokenWriter } from './tokenWriter.ts'
import { BLOCK_STRIDE } from './workArea.ts'

/** y ≈ offset + slope · f and y ≈ slopeAlone · f with their sums Σ w r². */
export interface Scaling {
  readonly offset: number
  readonly slope: number
  /** Infinity where f is a constant or not finite on every row. */
  readonly loss: number
  readonly slopeAlone: number
  readonly lossAlone: number
}

/** Formulas in linear memory. Fitted numbers count as constants; results stand until formulas are added or cleared. */
export interface Population {
  readonly size: number
  /** Appends a formula; gives its number of nodes. */
  add(expr: Expr): number
  clear(): void
  /** Has the formulas encoded once more before their next evaluation, as if they were new. */
  touch(): void
  /** Σ w (y − f)² of each; Infinity where it is beyond `limit`, which ends its evaluation early, or not finite. */
  losses(limit?: number): Float64Array
  /** Finds the scaling of each, read by `scaling(i)`; in double precision only. */
  scale(): void
  scaling(index: number): Scaling
}

const SOURCE = 64
const LEVEL = 4
const INSTRUCTION = 16
const SCALING = 40

export function createPopulation(
  memory: LinearMemory,
  columns: KernelColumns,
  names: readonly string[],
  rows: number,
  precision: Precision
): Population {
  const { code } = memory
  const writer = createTokenWriter(memory, names)
  const source = memory.allocate(SOURCE)
  const places = { starts: growingArea(memory), table: growingArea(memory), instructions: growingArea(memory) }
  const results = growingArea(memory)
  const scratch = growingArea(memory)
  const stack = growingArea(memory)
  const starts: number[] = [0]
  let longest = 0
  let isEncoded = false
  let table = 0

  /** Turns tokens into instructions, once for all evaluations until a formula is added. */
  function encode(): void {
    if (isEncoded) return
    const { codes, operands, values } = writer.places
    const [first, levels] = [scratch((longest + 1) * BLOCK_STRIDE), stack((longest + 1) * LEVEL)]
    const size = starts.length - 1
    const startsAt = places.starts(4 * (size + 1))
    table = places.table(4 * (size + 1))
    const instructions = places.instructions(INSTRUCTION * (writer.length + size))
    memory.words.set([codes, operands, values, values, columns.table, first, BLOCK_STRIDE, levels], source / 4)
    memory.words.set(starts, startsAt / 4)
    code.encodeAll(source, startsAt, size, table, instructions)
    isEncoded = true
  }

  return {
    get size() {
      return starts.length - 1
    },
    add(expr) {
      const nodes = writer.write(expr)
      longest = Math.max(longest, writer.length - starts.at(-1)!)
      starts.push(writer.length)
      isEncoded = false
      return nodes
    },
    clear() {
      writer.clear()
      starts.length = 1
      isEncoded = false
    },
    touch() {
      isEncoded = false
    },
    losses(limit = Number.MAX_VALUE) {
      encode()
      const size = starts.length - 1
      const out = results(8 * size)
      const run = precision === 'double' ? code.losses64 : code.losses32
      run(table, size, columns.target, limit, out)
      return memory.doubles.slice(out / 8, out / 8 + size)
    },
    scale() {
      if (precision !== 'double') throw new RangeError('singles are for ranking, not for scaling')
      encode()
      const size = starts.length - 1
      const out = results(SCALING * size + 8 * rows)
      code.scaledLosses64(table, size, columns.target, out + SCALING * size, out)
    },
    scaling(index) {
      const { doubles } = memory
      const at = results(0) / 8 + (SCALING / 8) * index
      return {
        offset: doubles[at]!,
        slope: doubles[at + 1]!,
        loss: doubles[at + 2]!,
        slopeAlone: doubles[at + 3]!,
        lossAlone: doubles[at + 4]!
      }
    }
  }
}
